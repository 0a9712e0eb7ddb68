// A text box that grows with its text, between two numbers of lines. Tab leaves it.
#pragma once

#include <QPlainTextEdit>

namespace ain::ui {

class GrowingEdit : public QPlainTextEdit {
    Q_OBJECT
public:
    GrowingEdit(int leastLines, int mostLines, QWidget *parent = nullptr);
    /// Leaves the text alone when it is the same, so that neither cursor nor a composition is disturbed.
    void setWords(const QString &text);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void grow();
    int m_least;
    int m_most;
};

} // namespace ain::ui
