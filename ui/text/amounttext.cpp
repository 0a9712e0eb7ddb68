#include "ui/text/amounttext.h"

namespace ain::text {

namespace {

QString grouped(Amount value, const QLocale &locale, bool trimZeros)
{
    const QString plain = value.toString();
    const bool negative = plain.startsWith(u'-');
    const qsizetype point = plain.indexOf(u'.');
    const qulonglong whole = plain.mid(negative ? 1 : 0, point - (negative ? 1 : 0)).toULongLong();
    QString fraction = plain.mid(point + 1);
    while (trimZeros && fraction.endsWith(u'0'))
        fraction.chop(1);
    QString text = locale.toString(whole);
    if (!fraction.isEmpty())
        text += locale.decimalPoint() + fraction;
    return negative ? locale.negativeSign() + text : text;
}

} // namespace

QString amount(Amount value, const QLocale &locale) { return grouped(value, locale, false); }

QString shortAmount(Amount value, const QLocale &locale) { return grouped(value, locale, true); }

} // namespace ain::text
