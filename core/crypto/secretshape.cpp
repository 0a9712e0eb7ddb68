#include "core/crypto/secretshape.h"

#include "core/crypto/mnemonic.h"

#include <QSet>

namespace ain::crypto {

namespace {

constexpr qsizetype MaxLookedAt = 16 * 1024;
constexpr qsizetype KeyDigits = 64;
constexpr qsizetype PhraseWords = 12;
constexpr qsizetype PhraseKnown = 11;

bool isHex(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= u'0' && u <= u'9') || (u >= u'a' && u <= u'f') || (u >= u'A' && u <= u'F');
}

bool hasKey(QStringView text)
{
    const QStringView whole = text.trimmed();
    const bool isMarked = whole.startsWith(u"0x", Qt::CaseInsensitive);
    for (qsizetype i = 0; i < text.size();) {
        qsizetype end = i;
        while (end < text.size() && isHex(text[end]))
            ++end;
        if (end - i == KeyDigits) {
            // With "0x" before it, and something around, it is taken for the hash that people write in notes.
            const bool isAll = isMarked ? whole.size() == KeyDigits + 2 : whole.size() == KeyDigits;
            const bool isBare = i < 2 || text[i - 1].toLower() != u'x' || text[i - 2] != u'0';
            if (isAll || isBare)
                return true;
        }
        i = std::max(end, i + 1);
    }
    return false;
}

const QSet<QString> &wordSet(WordList list)
{
    const auto make = [](WordList which) {
        QSet<QString> set;
        for (const QString &word : words(which))
            set.insert(word.normalized(QString::NormalizationForm_KD));
        return set;
    };
    static const QSet<QString> english = make(WordList::English);
    static const QSet<QString> korean = make(WordList::Korean);
    return list == WordList::English ? english : korean;
}

QList<QString> tokensOf(QStringView text)
{
    QList<QString> tokens;
    const QString plain = text.toString().normalized(QString::NormalizationForm_KD).toLower();
    QString token;
    const auto take = [&] {
        if (!token.isEmpty())
            tokens.append(token);
        token.clear();
    };
    for (const QChar c : plain) {
        if (c.isLetter() || c.isMark())
            token += c;
        else
            take();
    }
    take();
    return tokens;
}

bool hasPhrase(QStringView text)
{
    const QList<QString> tokens = tokensOf(text);
    if (tokens.size() < PhraseWords)
        return false;
    for (const WordList list : {WordList::English, WordList::Korean}) {
        const QSet<QString> &known = wordSet(list);
        qsizetype count = 0;
        for (qsizetype i = 0; i < tokens.size(); ++i) {
            count += known.contains(tokens[i]) ? 1 : 0;
            if (i >= PhraseWords)
                count -= known.contains(tokens[i - PhraseWords]) ? 1 : 0;
            if (i + 1 >= PhraseWords && count >= PhraseKnown)
                return true;
        }
    }
    return false;
}

} // namespace

SecretShape secretShape(QStringView text)
{
    const QStringView start = text.left(MaxLookedAt);
    if (hasKey(start))
        return SecretShape::PrivateKey;
    return hasPhrase(start) ? SecretShape::Phrase : SecretShape::None;
}

} // namespace ain::crypto
