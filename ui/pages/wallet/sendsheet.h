// Send AIN: recipient, amount, note; then the preview; then the way of the transaction.
#pragma once

#include "ui/pages/common/operationsheet.h"

class QCompleter;
class QLabel;
class QLineEdit;
class QStandardItemModel;

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
    [[nodiscard]] Field *toField() const { return m_toField; }
    /// Contacts and own accounts, by name or address.
    [[nodiscard]] QCompleter *completer() const { return m_completer; }
    [[nodiscard]] QPushButton *keepButton() const { return m_keep; }
    [[nodiscard]] TextLabel *whoLabel() const { return m_who; }
    [[nodiscard]] QLineEdit *amountEdit() const { return m_amount; }
    [[nodiscard]] ProofLamp *balanceLamp() const { return m_lamp; }
    /// Shown while the balance is contradicted and nothing can be sent.
    [[nodiscard]] NoticeCard *refusal() const { return m_refusal; }

Q_SIGNALS:
    void proofWanted();
    /// The address that was just sent to is to become a contact.
    void contactWanted(const QString &address);
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
    void fillCompleter();
    void writeKeep();
    /// The address of the contact that bears this name; another text comes back as it is.
    [[nodiscard]] QString addressOf(const QString &text) const;
    [[nodiscard]] QString nameOf(const QString &address) const;
    QWidget *m_balanceRow;
    QLabel *m_balance;
    ProofLamp *m_lamp;
    NoticeCard *m_refusal;
    QPushButton *m_otherNode;
    QLineEdit *m_to;
    QStandardItemModel *m_known;
    QCompleter *m_completer;
    QLineEdit *m_amount;
    QPushButton *m_max;
    QLineEdit *m_memo;
    Field *m_toField;
    Field *m_amountField;
    Field *m_memoField;
    TextLabel *m_who;
    TextLabel *m_groups;
    QPushButton *m_keep;
    QString m_sentTo;
    QVBoxLayout *m_warnings;
};

} // namespace ain::ui
