// Sharing the GPU: the switch, what is noticed and allowed, what it earned, the door for programs, and the
// owner's own boxes.
#pragma once

#include "ui/pages/common/page.h"

#include <QTimer>

#include <array>

class QPushButton;
class QStackedWidget;

namespace ain::ui {

class AskView;
class DoorCard;
class EarningsCard;
class ElectricityCard;
class ErrorBanner;
class LimitsCard;
class PaidCard;
class PeersCard;
class PoolSection;
class SensorCard;
class SwitchCard;

enum class ShareSection { Computer, Earnings, Programs, Others, Boxes };
inline constexpr int ShareSectionCount = 5;

class SharePage : public Page {
    Q_OBJECT
public:
    explicit SharePage(Context &context, QWidget *parent = nullptr);

    void showSection(ShareSection section);
    [[nodiscard]] ShareSection section() const;
    [[nodiscard]] QPushButton *sectionButton(ShareSection section) const { return m_sections[std::size_t(section)]; }
    [[nodiscard]] SwitchCard *switchCard() const { return m_switch; }
    [[nodiscard]] SensorCard *sensors() const { return m_sensors; }
    [[nodiscard]] ErrorBanner *banner() const { return m_error; }
    [[nodiscard]] LimitsCard *limits() const { return m_limits; }
    [[nodiscard]] EarningsCard *earnings() const { return m_earnings; }
    [[nodiscard]] ElectricityCard *electricity() const { return m_electricity; }
    [[nodiscard]] PaidCard *paid() const { return m_paid; }
    [[nodiscard]] DoorCard *door() const { return m_door; }
    [[nodiscard]] PeersCard *peers() const { return m_peers; }
    [[nodiscard]] AskView *others() const { return m_others; }
    [[nodiscard]] PoolSection *pool() const { return m_pool; }

Q_SIGNALS:
    void pictureWanted(qint64 picture); ///< of the gallery
    void studioWanted();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void addSection(ShareSection section, QWidget *body);
    void write();
    void look();
    ErrorBanner *m_error;
    SwitchCard *m_switch;
    SensorCard *m_sensors;
    LimitsCard *m_limits;
    EarningsCard *m_earnings;
    ElectricityCard *m_electricity;
    PaidCard *m_paid;
    DoorCard *m_door;
    PeersCard *m_peers;
    AskView *m_others;
    PoolSection *m_pool;
    std::array<QPushButton *, ShareSectionCount> m_sections{};
    QStackedWidget *m_stack;
    QTimer m_second; ///< running figures, while somebody looks
};

} // namespace ain::ui
