// Facts in two columns: a muted name, and what there is to say. Used wherever a card lists what is known of a thing.
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

#include <utility>

class QGridLayout;

namespace ain::ui {

class TextLabel;

class FactGrid : public QWidget {
    Q_OBJECT
public:
    using Facts = QList<std::pair<QString, QString>>; ///< name, words

    explicit FactGrid(int rowSpacing, QWidget *parent = nullptr);
    /// Touches only what is other than what is shown, so a screen reader is not interrupted.
    void setFacts(const Facts &facts);
    /// Names and words of all facts shown, a line each.
    [[nodiscard]] QString text() const;

private:
    QGridLayout *m_grid;
    Facts m_facts;
    QList<TextLabel *> m_words;
};

} // namespace ain::ui
