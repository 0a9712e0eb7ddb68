// A fingerprint to be compared by eye.
#pragma once

#include <QString>

namespace ain::ui {

/// "5d07e23a 0f4a1ed0 …": groups of eight digits, so that it wraps and can be read aloud.
[[nodiscard]] inline QString groupedFingerprint(const QString &digits)
{
    constexpr qsizetype GroupDigits = 8;
    QString out;
    for (qsizetype i = 0; i < digits.size(); i += GroupDigits)
        out += (i == 0 ? QString() : QStringLiteral(" ")) + digits.mid(i, GroupDigits);
    return out;
}

} // namespace ain::ui
