// Escaping of database labels (wallet-ainft.md 1.10).
#pragma once

#include <QString>

namespace ain::crypto {

/// Each of / . $ * # { } [ ] ! becomes '!' and two upper-case hex digits.
[[nodiscard]] QString escapeLabel(QStringView label);
/// The reverse, for hex digits of any case; a '!' that begins no escape stays.
[[nodiscard]] QString unescapeLabel(QStringView escaped);

} // namespace ain::crypto
