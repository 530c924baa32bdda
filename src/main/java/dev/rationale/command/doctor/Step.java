package dev.rationale.command.doctor;

/// What came of trying one thing.
///
/// @param name of what was tried
/// @param finding what was seen, in one line; never anything of a patient and never a token
/// @param advice what to do, in one line; empty where nothing needs to be done
public record Step(Verdict verdict, String name, String finding, String advice) {
    /// How a step ended.
    public enum Verdict {
        OK("ok"),
        WRONG("wrong"),
        NOT_TRIED("not tried");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        /// As it is printed.
        public String words() {
            return words;
        }
    }

    /// What keeps a registration from being used.
    public static Step of(String problem) {
        return wrong("registration", problem, "Correct that member; docs/clients.md explains each.");
    }

    static Step ok(String name, String finding) {
        return new Step(Verdict.OK, name, finding, "");
    }

    static Step wrong(String name, String finding, String advice) {
        return new Step(Verdict.WRONG, name, finding, advice);
    }

    static Step notTried(String name, String finding, String advice) {
        return new Step(Verdict.NOT_TRIED, name, finding, advice);
    }

    /// Whether something must be mended.
    public boolean isWrong() {
        return verdict == Verdict.WRONG;
    }
}
