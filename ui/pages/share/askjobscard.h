// The pictures that others were asked for, newest first.
#pragma once

#include "ui/context.h"
#include "ui/widgets/view.h"

class QPushButton;
class QVBoxLayout;

namespace ain::ui {

class AskJobCard;
class EmptyState;
class ErrorBanner;
class TextLabel;

class AskJobsCard : public View {
    Q_OBJECT
public:
    explicit AskJobsCard(Context &context, QWidget *parent = nullptr);

    [[nodiscard]] const QList<AskJobCard *> &cards() const { return m_cards; }
    [[nodiscard]] EmptyState *empty() const { return m_empty; }
    [[nodiscard]] QPushButton *moreButton() const { return m_more; }
    [[nodiscard]] ErrorBanner *banner() const { return m_error; }
    void write();

Q_SIGNALS:
    void pictureWanted(qint64 picture);
    void studioWanted();

private:
    void cancel(const QString &job);
    Context &m_context;
    TextLabel *m_title;
    ErrorBanner *m_error;
    QVBoxLayout *m_column;
    QList<AskJobCard *> m_cards;
    EmptyState *m_empty;
    QPushButton *m_more;
    int m_most;
};

} // namespace ain::ui
