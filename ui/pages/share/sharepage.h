// Sharing the GPU: the switch, what is noticed, what is allowed.
#pragma once

#include "ui/pages/common/page.h"

#include <QTimer>

namespace ain::ui {

class ErrorBanner;
class LimitsCard;
class SensorCard;
class SwitchCard;

class SharePage : public Page {
    Q_OBJECT
public:
    explicit SharePage(Context &context, QWidget *parent = nullptr);

    [[nodiscard]] SwitchCard *switchCard() const { return m_switch; }
    [[nodiscard]] SensorCard *sensors() const { return m_sensors; }
    [[nodiscard]] ErrorBanner *banner() const { return m_error; }
    [[nodiscard]] LimitsCard *limits() const { return m_limits; }

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void write();
    ErrorBanner *m_error;
    SwitchCard *m_switch;
    SensorCard *m_sensors;
    LimitsCard *m_limits;
    QTimer m_second; ///< running figures, while somebody looks
};

} // namespace ain::ui
