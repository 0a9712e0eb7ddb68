// From a prompt, English or Korean, to the words the built-in model knows (training/MODEL.md, section 2).
#pragma once

#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>

#include <vector>

namespace ain::engine::mini {

/// What stands in the file.
struct Vocabulary {
    QStringList tokens; ///< index = id; the first is the start mark
    QStringList aliasWords;
    QStringList aliasTexts; ///< one per word; words with spaces between
    QStringList koreanWords;
    QStringList koreanTexts;
    QStringList particles;
    QStringList stopWords;
};

/// Immutable after construction. Thread: any.
class Lexicon {
public:
    Lexicon() = default;
    explicit Lexicon(const Vocabulary &vocabulary);

    /// The start mark, then the words' ids; at most `limit`.
    [[nodiscard]] std::vector<int> encode(QStringView prompt, int limit) const;
    /// Pieces of the prompt that lead to no word, in its order, at most `limit`.
    [[nodiscard]] QStringList unknown(QStringView prompt, int limit) const;

private:
    /// False: not known. What is known may still stand for no words.
    bool english(const QString &piece, QStringList &to) const;
    bool formsOf(const QString &piece, QStringList &to) const;
    bool hangul(QStringView run, QStringList &to) const;

    QHash<QString, int> m_ids;
    QHash<QString, QStringList> m_aliases;
    QHash<QString, QStringList> m_korean;
    QSet<QString> m_particles;
    QSet<QString> m_stopWords;
    qsizetype m_longest = 0; ///< syllables of the longest Korean stem
};

} // namespace ain::engine::mini
