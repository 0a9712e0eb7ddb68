// Stake for an app or as a validator, take stake back, claim rewards: one form, then the common preview and progress.
#pragma once

#include "ui/pages/common/operationsheet.h"

#include <QTimer>

class QLineEdit;
class QListWidget;

namespace ain::ui {

class Field;

class StakeSheet : public OperationSheet {
    Q_OBJECT
public:
    enum class Mode { Stake, Unstake, Claim };

    StakeSheet(Context &context, QWidget *owner);

    void setMode(Mode mode);
    [[nodiscard]] Mode mode() const { return m_mode; }
    [[nodiscard]] QLineEdit *appEdit() const { return m_app; }
    [[nodiscard]] QLineEdit *amountEdit() const { return m_amount; }
    [[nodiscard]] QPushButton *maxButton() const { return m_max; }
    [[nodiscard]] QListWidget *positionList() const { return m_positions; }
    [[nodiscard]] Field *appField() const { return m_appField; }

protected:
    bool check() override;
    Task<Preview> prepare() override;
    bool placeError(const Error &error) override;
    void clearDraft() override;
    QString confirmText() const override;
    QString doneText() const override;

private:
    void write();
    void writePositions();
    void writeFacts();
    void loadPositions();
    void loadRewards();
    /// Asks for the app that is typed, a moment after the last key.
    void lookUp();
    void takeAll();
    [[nodiscard]] std::optional<Amount> typedAmount() const;
    [[nodiscard]] bool knowsApp() const;

    Mode m_mode = Mode::Stake;
    QList<QPushButton *> m_modes;
    TextLabel *m_intro;
    TextLabel *m_positionsTitle;
    QListWidget *m_positions;
    QLineEdit *m_app;
    Field *m_appField;
    TextLabel *m_facts;
    NoticeCard *m_lock;
    QLineEdit *m_amount;
    QPushButton *m_max;
    Field *m_amountField;
    QTimer m_pause;
    QList<StakePosition> m_known;
    std::optional<StakePosition> m_position; ///< of the app that was asked for last
    std::optional<Rewards> m_rewards;
    int m_question = 0; ///< counts look-ups: late answers are dropped
};

} // namespace ain::ui
