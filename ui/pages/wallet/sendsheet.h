// Send AIN: recipient, amount, note; then the preview; then the way of the transaction.
#pragma once

#include "ui/pages/common/operationsheet.h"

class QLabel;
class QLineEdit;

namespace ain::ui {

class Field;
class ProofLamp;

class SendSheet : public OperationSheet {
    Q_OBJECT
public:
    SendSheet(Context &context, QWidget *owner);

    /// Opens with what an "ain:" link asks for; nothing is sent before the user confirms.
    void openLink(const QString &link);
    [[nodiscard]] QLineEdit *toEdit() const { return m_to; }
    [[nodiscard]] QLineEdit *amountEdit() const { return m_amount; }
    [[nodiscard]] ProofLamp *balanceLamp() const { return m_lamp; }
    /// Shown while the balance is contradicted and nothing can be sent.
    [[nodiscard]] NoticeCard *refusal() const { return m_refusal; }

Q_SIGNALS:
    void proofWanted();
    /// The user wants to choose another node.
    void settingsWanted();

protected:
    bool check() override;
    bool mayGoOn() const override;
    Task<Preview> prepare() override;
    bool placeError(const Error &error) override;
    void clearDraft() override;
    QString confirmText() const override;
    QString doneText() const override;

private:
    void readAddress();
    void writeBalance();
    QWidget *m_balanceRow;
    QLabel *m_balance;
    ProofLamp *m_lamp;
    NoticeCard *m_refusal;
    QPushButton *m_otherNode;
    QLineEdit *m_to;
    QLineEdit *m_amount;
    QPushButton *m_max;
    QLineEdit *m_memo;
    Field *m_toField;
    Field *m_amountField;
    Field *m_memoField;
    TextLabel *m_groups;
    QVBoxLayout *m_warnings;
};

} // namespace ain::ui
