// The wallet: balance with its lamp, address, and the way to its sheets; the card below is HistoryCard.
#pragma once

#include "ui/pages/common/page.h"
#include "ui/pages/common/proofdetails.h"

class QLabel;
class QPushButton;
class QTimer;

namespace ain::ui {

class AccountSheet;
class AddressLabel;
class AmountLabel;
class ContactsSheet;
class ErrorBanner;
class ExportSheet;
class HistoryCard;
class OfflineSheet;
class MessageSheet;
class ProofLamp;
class ProofSheet;
class ReceiveSheet;
class ReplaceSheet;
class SendSheet;
class StakeSheet;
class TextLabel;

class WalletPage : public Page {
    Q_OBJECT
public:
    explicit WalletPage(Context &context, QWidget *parent = nullptr);

    [[nodiscard]] SendSheet *sendSheet() const { return m_sendSheet; }
    [[nodiscard]] ReceiveSheet *receiveSheet() const { return m_receiveSheet; }
    [[nodiscard]] AccountSheet *accountSheet() const { return m_accountSheet; }
    [[nodiscard]] ExportSheet *exportSheet() const { return m_exportSheet; }
    [[nodiscard]] StakeSheet *stakeSheet() const { return m_stakeSheet; }
    [[nodiscard]] ContactsSheet *contactsSheet() const { return m_contactsSheet; }
    [[nodiscard]] MessageSheet *messageSheet() const { return m_messageSheet; }
    [[nodiscard]] QPushButton *contactsButton() const { return m_contacts; }
    [[nodiscard]] QPushButton *messagesButton() const { return m_messages; }
    [[nodiscard]] ErrorBanner *banner() const { return m_error; }
    [[nodiscard]] HistoryCard *history() const { return m_history; }
    [[nodiscard]] ReplaceSheet *replaceSheet() const { return m_replaceSheet; }
    [[nodiscard]] OfflineSheet *offlineSheet() const { return m_offlineSheet; }
    [[nodiscard]] ProofSheet *proofSheet() const { return m_proofSheet; }
    [[nodiscard]] ProofLamp *lamp() const { return m_lamp; }

Q_SIGNALS:
    /// The user wants to choose another node.
    void settingsWanted();
    /// The user wants to create, restore or watch another account.
    void accountWanted();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void writePill();
    [[nodiscard]] QWidget *makeBalanceCard();
    void writeBalance();
    void askFaucet();
    void writeLamp();
    void showProof();
    [[nodiscard]] ProofSubject balanceSubject() const;

    AmountLabel *m_balance = nullptr;
    QLabel *m_balanceTitle = nullptr;
    TextLabel *m_exact = nullptr;
    ProofLamp *m_lamp = nullptr;
    QLabel *m_nonce = nullptr;
    QTimer *m_ageing = nullptr;
    AddressLabel *m_address = nullptr;
    QPushButton *m_send = nullptr;
    QPushButton *m_receive = nullptr;
    QPushButton *m_stake = nullptr;
    QPushButton *m_faucet = nullptr;
    QPushButton *m_accounts = nullptr;
    ErrorBanner *m_error = nullptr;
    QPushButton *m_contacts = nullptr;
    QPushButton *m_messages = nullptr;
    ContactsSheet *m_contactsSheet = nullptr;
    MessageSheet *m_messageSheet = nullptr;
    HistoryCard *m_history = nullptr;
    SendSheet *m_sendSheet = nullptr;
    ReceiveSheet *m_receiveSheet = nullptr;
    AccountSheet *m_accountSheet = nullptr;
    ReplaceSheet *m_replaceSheet = nullptr;
    ExportSheet *m_exportSheet = nullptr;
    StakeSheet *m_stakeSheet = nullptr;
    ProofSheet *m_proofSheet = nullptr;
    QPushButton *m_offline = nullptr;
    OfflineSheet *m_offlineSheet = nullptr;
};

} // namespace ain::ui
