#include "gpu/engine/mini/lexicon.h"

#include <algorithm>

namespace ain::engine::mini {

using namespace Qt::StringLiterals;

namespace {

bool isSyllable(QChar c) { return c >= u'\uac00' && c <= u'\ud7a3'; }
bool isAlphanumeric(QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'z'); }
QChar lower(QChar c) { return c >= u'A' && c <= u'Z' ? QChar(c.unicode() + 32) : c; }

QStringList split(const QString &text) { return text.split(u' ', Qt::SkipEmptyParts); }

QHash<QString, QStringList> table(const QStringList &words, const QStringList &texts)
{
    QHash<QString, QStringList> to;
    for (qsizetype i = 0; i < std::min(words.size(), texts.size()); ++i)
        to.insert(words[i], split(texts[i]));
    return to;
}

/// Reads the pieces of a prompt one by one.
class Pieces {
public:
    explicit Pieces(QStringView prompt) : m_rest(prompt) { }

    /// Empty at the end.
    QString next()
    {
        qsizetype at = 0;
        while (at < m_rest.size() && !isSyllable(m_rest[at]) && !isAlphanumeric(lower(m_rest[at])))
            ++at;
        m_rest = m_rest.sliced(at);
        QString piece;
        if (!m_rest.isEmpty() && isSyllable(m_rest.front())) {
            while (piece.size() < m_rest.size() && isSyllable(m_rest[piece.size()]))
                piece.append(m_rest[piece.size()]);
        } else {
            while (piece.size() < m_rest.size() && isInside(piece.size()))
                piece.append(lower(m_rest[piece.size()]));
        }
        m_rest = m_rest.sliced(piece.size());
        return piece;
    }

private:
    [[nodiscard]] bool isInside(qsizetype at) const
    {
        const QChar c = lower(m_rest[at]);
        if (c != u'-')
            return isAlphanumeric(c);
        return at > 0 && m_rest[at - 1] != u'-' && at + 1 < m_rest.size() && isAlphanumeric(lower(m_rest[at + 1]));
    }

    QStringView m_rest;
};

} // namespace

Lexicon::Lexicon(const Vocabulary &vocabulary)
    : m_aliases(table(vocabulary.aliasWords, vocabulary.aliasTexts)),
      m_korean(table(vocabulary.koreanWords, vocabulary.koreanTexts)),
      m_particles(vocabulary.particles.begin(), vocabulary.particles.end()),
      m_stopWords(vocabulary.stopWords.begin(), vocabulary.stopWords.end())
{
    for (qsizetype i = 0; i < vocabulary.tokens.size(); ++i)
        m_ids.insert(vocabulary.tokens[i], int(i));
    for (const QString &stem : vocabulary.koreanWords)
        m_longest = std::max(m_longest, stem.size());
}

bool Lexicon::formsOf(const QString &piece, QStringList &to) const
{
    QStringList forms{piece};
    if (piece.endsWith(u"ies"))
        forms.append(piece.chopped(3) + u'y');
    if (piece.endsWith(u"es"))
        forms.append(piece.chopped(2));
    if (piece.endsWith(u's'))
        forms.append(piece.chopped(1));
    for (const QString &form : std::as_const(forms)) {
        if (m_ids.contains(form)) {
            to.append(form);
            return true;
        }
        if (const auto alias = m_aliases.constFind(form); alias != m_aliases.constEnd()) {
            to.append(*alias);
            return true;
        }
    }
    return false;
}

bool Lexicon::english(const QString &piece, QStringList &to) const
{
    if (formsOf(piece, to))
        return true;
    bool isKnown = false;
    if (piece.contains(u'-')) {
        for (const QString &part : piece.split(u'-')) {
            if (!m_stopWords.contains(part))
                isKnown = formsOf(part, to) || isKnown;
        }
    }
    return isKnown;
}

bool Lexicon::hangul(QStringView run, QStringList &to) const
{
    bool isKnown = false;
    for (qsizetype at = 0; at < run.size();) {
        qsizetype length = std::min(m_longest, run.size() - at);
        for (; length > 0; --length) {
            const auto stem = m_korean.constFind(run.sliced(at, length).toString());
            if (stem == m_korean.constEnd())
                continue;
            const QStringView rest = run.sliced(at + length);
            if (length == 1 && (at > 0 || !(rest.isEmpty() || m_particles.contains(rest.toString()))))
                continue;
            to.append(*stem);
            isKnown = true;
            break;
        }
        at += std::max<qsizetype>(length, 1);
    }
    return isKnown;
}

std::vector<int> Lexicon::encode(QStringView prompt, int limit) const
{
    std::vector<int> ids{0};
    Pieces pieces(prompt);
    for (QString piece = pieces.next(); !piece.isEmpty() && int(ids.size()) < limit; piece = pieces.next()) {
        QStringList words;
        if (isSyllable(piece.front()))
            (void)hangul(piece, words);
        else if (!m_stopWords.contains(piece))
            (void)english(piece, words);
        for (const QString &word : std::as_const(words)) {
            const auto id = m_ids.constFind(word);
            if (id != m_ids.constEnd() && int(ids.size()) < limit)
                ids.push_back(*id);
        }
    }
    return ids;
}

QStringList Lexicon::unknown(QStringView prompt, int limit) const
{
    QStringList lost;
    Pieces pieces(prompt);
    for (QString piece = pieces.next(); !piece.isEmpty() && lost.size() < limit; piece = pieces.next()) {
        QStringList words;
        bool isKnown = false;
        if (isSyllable(piece.front()))
            isKnown = hangul(piece, words) || m_particles.contains(piece);
        else
            isKnown = m_stopWords.contains(piece) || english(piece, words);
        if (!isKnown)
            lost.append(piece);
    }
    return lost;
}

} // namespace ain::engine::mini
