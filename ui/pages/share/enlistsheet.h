// Offering one's GPU on the chain: the app, the stake and the listing, one signature each, and taking the offer back.
#pragma once

#include "ui/backend/enlistbackend.h"
#include "ui/pages/common/operationsheet.h"

#include <array>

namespace ain::ui {

class EnlistSheet : public OperationSheet {
    Q_OBJECT
public:
    /// What the next signature does.
    enum class Step { App, Stake, List, Leave };

    EnlistSheet(Context &context, QWidget *owner);

    [[nodiscard]] std::optional<Step> step() const;
    [[nodiscard]] QString stepText(int index) const;
    [[nodiscard]] QPushButton *leaveButton() const { return m_leave; }
    [[nodiscard]] NoticeCard *notice() const { return m_notice; }

protected:
    bool check() override { return step().has_value(); }
    Task<Preview> prepare() override;
    bool mayGoOn() const override { return step().has_value(); }
    void clearDraft() override { m_isLeaving = false; }
    QString confirmText() const override;
    QString doneText() const override;

private:
    void write();
    void load();

    TextLabel *m_intro;
    std::array<TextLabel *, 3> m_steps{};
    NoticeCard *m_notice;
    QPushButton *m_leave;
    std::optional<Enlistment> m_now;
    std::optional<Error> m_trouble;
    Step m_signed = Step::App; ///< what was prepared last
    bool m_isLeaving = false;
    int m_question = 0; ///< counts look-ups: late answers are dropped
};

} // namespace ain::ui
