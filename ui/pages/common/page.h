// The frame of every page: title, an optional chip beside it, actions on the right, content below.
#pragma once

#include "ui/context.h"
#include "ui/widgets/view.h"

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace ain::ui {

class Page : public View {
    Q_OBJECT
public:
    explicit Page(Context &context, QWidget *parent = nullptr);

protected:
    void setTitle(const QString &title);
    void setPill(const QString &text);
    /// Title, pill, a stretch, actions.
    [[nodiscard]] QHBoxLayout *head() const { return m_head; }
    [[nodiscard]] QHBoxLayout *actions() const { return m_actions; }
    [[nodiscard]] QVBoxLayout *content() const { return m_content; }
    Context &m_context;

private:
    QLabel *m_title;
    QLabel *m_pill;
    QHBoxLayout *m_head;
    QHBoxLayout *m_actions;
    QVBoxLayout *m_content;
};

} // namespace ain::ui
