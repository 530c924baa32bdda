package dev.rationale.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// Compares a part that is expected with a whole that came: every member in the part must be there, lists must have
/// the same length, numbers agree to 1e-9.
record Agreement(List<String> differences) {
    static List<String> differences(JsonNode expected, JsonNode actual) {
        var agreement = new Agreement(new ArrayList<>());
        agreement.compare("", expected, actual);
        return agreement.differences();
    }

    private void compare(String path, JsonNode expected, JsonNode actual) {
        if (expected.isObject()) {
            expected.properties()
                    .forEach(member ->
                            compare(path + "/" + member.getKey(), member.getValue(), actual.path(member.getKey())));
        } else if (expected.isArray()) {
            differ(expected.size() != actual.size(), path + "/length", expected.size(), actual.size());
            for (var i = 0; i < Math.min(expected.size(), actual.size()); i++) {
                compare(path + "/" + i, expected.get(i), actual.get(i));
            }
        } else if (expected.isNumber()) {
            var far = !actual.isNumber() || Math.abs(expected.doubleValue() - actual.doubleValue()) > 1e-9;
            differ(far, path, expected, actual);
        } else {
            differ(!expected.equals(actual), path, expected, actual);
        }
    }

    private void differ(boolean differs, String path, Object expected, Object actual) {
        if (differs) {
            differences.add(path + " should be " + expected + " and is " + actual);
        }
    }
}
