// A dialog inside the window: the page stays visible behind a veil, nothing blocks. Keeps what was typed when it
// is closed and opened again.
#pragma once

#include "ui/context.h"
#include "ui/widgets/view.h"

#include <QPointer>

class QLabel;
class QPushButton;
class QHBoxLayout;
class QVBoxLayout;
class QScrollArea;

namespace ain::ui {

class Sheet : public View {
    Q_OBJECT
public:
    /// `owner`: the page it belongs to. It covers the nearest ancestor with the property "sheetHost", else the window.
    Sheet(Context &context, QWidget *owner);

    void open();
    /// Does nothing while busy.
    void dismiss();
    [[nodiscard]] bool isOpen() const { return isVisible(); }

Q_SIGNALS:
    void opened();
    void dismissed();

protected:
    void setTitle(const QString &title);
    /// Where the content goes; scrolls when it is higher than the window.
    [[nodiscard]] QVBoxLayout *body() const { return m_body; }
    /// Buttons, right-aligned.
    [[nodiscard]] QHBoxLayout *footer() const { return m_footer; }
    void setCardWidth(int width);
    /// While busy Esc and the close button do nothing: signing can't be half-cancelled.
    void setBusy(bool busy);
    virtual void firstFocus();
    void fit();

    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool focusNextPrevChild(bool next) override;

    Context &m_context;

private:
    /// What can have the keyboard, in reading order.
    [[nodiscard]] QList<QWidget *> tabStops() const;
    QPointer<QWidget> m_owner;
    QPointer<QWidget> m_host;
    QPointer<QWidget> m_before; ///< had the focus before
    QFrame *m_card;
    QLabel *m_title;
    QPushButton *m_close;
    QScrollArea *m_scroll;
    QWidget *m_content;
    QVBoxLayout *m_body;
    QHBoxLayout *m_footer;
    int m_cardWidth = 520;
    bool m_busy = false;
};

} // namespace ain::ui
