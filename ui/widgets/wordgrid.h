// A recovery phrase as a numbered grid, painted straight from locked memory: no word becomes a widget's text,
// a tooltip or an accessible string.
#pragma once

#include "core/base/secretbytes.h"
#include "ui/theme/theme.h"

#include <QWidget>

namespace ain::ui {

class WordGrid : public QWidget {
    Q_OBJECT
public:
    explicit WordGrid(Theme &theme, QWidget *parent = nullptr);

    /// UTF-8, words separated by single blanks.
    void setPhrase(SecretBytes phrase);
    void clear();
    [[nodiscard]] int wordCount() const { return int(m_words.size()); }
    /// Position (byte offset, length) of word `index` in the phrase.
    [[nodiscard]] std::pair<std::size_t, std::size_t> wordAt(int index) const { return m_words.at(std::size_t(index)); }
    [[nodiscard]] const SecretBytes &phrase() const { return m_phrase; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void write();
    Theme &m_theme;
    SecretBytes m_phrase;
    std::vector<std::pair<std::size_t, std::size_t>> m_words;
};

/// Where the words of `phrase` stand: (byte offset, length), split at blanks.
[[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> splitPhrase(const SecretBytes &phrase);

} // namespace ain::ui
