package dev.rationale.cdshooks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Looks at bytes in words of eight: every byte of every call is looked at.
final class Words {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private Words() {}

    /// Whether no byte has its highest bit set.
    static boolean ascii(byte[] bytes) {
        var all = 0L;
        var at = 0;
        for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
            all |= (long) WORD.get(bytes, at);
        }
        for (; at < bytes.length; at++) {
            all |= bytes[at];
        }
        return (all & HIGH) == 0;
    }

    /// Whether one of the bytes is this character of ASCII. It may say so wrongly, but never that there is none where
    /// there is one: a byte without a bit of difference borrows from the next.
    static boolean mayHold(byte[] bytes, char one) {
        var pattern = ONES * one;
        var at = 0;
        for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
            var difference = (long) WORD.get(bytes, at) ^ pattern;
            if (((difference - ONES) & ~difference & HIGH) != 0) {
                return true;
            }
        }
        for (; at < bytes.length; at++) {
            if (bytes[at] == one) {
                return true;
            }
        }
        return false;
    }
}
