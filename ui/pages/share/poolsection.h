// "My boxes": the owner's computers drawing together. What can't be done here is said; with nothing yet there are two
// ways to begin; then the pool that is served, this computer as a box, and all boxes.
#pragma once

#include "ui/context.h"
#include "ui/pages/share/poolfleetcard.h"
#include "ui/widgets/view.h"

class QPushButton;

namespace ain::ui {

class ErrorBanner;
class NoticeCard;
class PoolJoinSheet;
class PoolPlaceCard;
class PoolSeatCard;
class TextLabel;

class PoolSection : public View {
    Q_OBJECT
public:
    explicit PoolSection(Context &context, QWidget *parent = nullptr);

    void setPrompt(PoolFleetCard::Prompt prompt);
    [[nodiscard]] NoticeCard *notice() const { return m_notice; }
    [[nodiscard]] QWidget *startCard() const { return m_start; }
    [[nodiscard]] QPushButton *makeButton() const { return m_make; }
    [[nodiscard]] QPushButton *joinButton() const { return m_join; }
    [[nodiscard]] PoolJoinSheet *joinSheet();
    [[nodiscard]] PoolPlaceCard *place() const { return m_place; }
    [[nodiscard]] PoolSeatCard *seat() const { return m_seat; }
    [[nodiscard]] PoolFleetCard *fleet() const { return m_fleet; }
    [[nodiscard]] ErrorBanner *banner() const { return m_error; }

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    [[nodiscard]] QWidget *buildStart();
    void make();
    void write();
    Context &m_context;
    NoticeCard *m_notice;
    ErrorBanner *m_error;
    QWidget *m_start = nullptr;
    TextLabel *m_startTitle = nullptr;
    TextLabel *m_startText = nullptr;
    QPushButton *m_make = nullptr;
    QPushButton *m_join = nullptr;
    PoolPlaceCard *m_place;
    PoolSeatCard *m_seat;
    PoolFleetCard *m_fleet;
    PoolJoinSheet *m_sheet = nullptr;
};

} // namespace ain::ui
