// "3 pictures deleted. Undo": stands until it is used, closed, or the next thing is done.
#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/view.h"

#include <functional>

class QPushButton;

namespace ain::ui {

class TextLabel;

class UndoBar : public View {
    Q_OBJECT
public:
    explicit UndoBar(Theme &theme, QWidget *parent = nullptr);
    /// `undo` may be empty: then it only says something.
    void show(const QString &words, std::function<void()> undo = {});
    /// The same with a button that says something else.
    void offer(const QString &words, const QString &button, std::function<void()> action);
    void clear();
    [[nodiscard]] QPushButton *undoButton() const { return m_undo; }
    [[nodiscard]] QString words() const;

private:
    void draw();
    Theme &m_theme;
    TextLabel *m_words;
    QPushButton *m_undo;
    QPushButton *m_close;
    std::function<void()> m_action;
    bool m_isOffer = false;
};

} // namespace ain::ui
