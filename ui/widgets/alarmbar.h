// Stands above every page while signed statements about the chain exclude each other, until that is settled.
#pragma once

#include "ui/context.h"
#include "ui/widgets/view.h"

class QPushButton;

namespace ain::ui {

class NoticeCard;

class AlarmBar : public View {
    Q_OBJECT
public:
    explicit AlarmBar(Context &context, QWidget *parent = nullptr);
    [[nodiscard]] NoticeCard *notice() const { return m_notice; }

Q_SIGNALS:
    void detailsWanted();

private:
    void write();
    Context &m_context;
    NoticeCard *m_notice;
    QPushButton *m_details;
};

} // namespace ain::ui
