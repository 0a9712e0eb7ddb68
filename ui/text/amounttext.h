// Amounts for people.
#pragma once

#include "core/base/amount.h"

#include <QLocale>

namespace ain::text {

/// "1,284.507311": six decimals, grouped as the locale does.
[[nodiscard]] QString amount(Amount value, const QLocale &locale = QLocale());
/// The same without trailing zeros ("3.25", "12"), for sentences.
[[nodiscard]] QString shortAmount(Amount value, const QLocale &locale = QLocale());

} // namespace ain::text
