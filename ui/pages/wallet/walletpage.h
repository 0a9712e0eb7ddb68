// The wallet: balance with its lamp, address, send, receive, history, nonce lane.
#pragma once

#include "ui/pages/common/page.h"
#include "ui/pages/common/proofdetails.h"

#include <functional>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QModelIndex;
class QStackedWidget;
class QTimer;

namespace ain::ui {

class AccountSheet;
class AddressLabel;
class AmountLabel;
class ContactsSheet;
class EmptyState;
class ErrorBanner;
class ExportSheet;
class HistoryModel;
class Field;
class HistoryProxy;
class OfflineSheet;
class MessageSheet;
struct HistoryRow;
class ProofLamp;
class ProofSheet;
class ReceiveSheet;
class ReplaceSheet;
class RowList;
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
    [[nodiscard]] QLineEdit *searchEdit() const { return m_search; }
    [[nodiscard]] QPushButton *filterChip(int i) const { return m_filters.at(i); }
    [[nodiscard]] QLineEdit *labelEdit() const { return m_label; }
    [[nodiscard]] QPushButton *saveLabelButton() const { return m_saveLabel; }
    [[nodiscard]] QPushButton *keepContactButton() const { return m_keepContact; }
    [[nodiscard]] QPushButton *tableButton() const { return m_table; }
    [[nodiscard]] QPushButton *furtherButton() const { return m_further; }
    [[nodiscard]] TextLabel *coverageLabel() const { return m_coverage; }
    [[nodiscard]] ErrorBanner *banner() const { return m_error; }
    /// In place of the system's dialog.
    using FilePicker =
        std::function<void(const QString &suggested, const std::function<void(const QString &)> &chosen)>;
    void setTablePicker(FilePicker picker) { m_pickTable = std::move(picker); }
    [[nodiscard]] ReplaceSheet *replaceSheet() const { return m_replaceSheet; }
    [[nodiscard]] OfflineSheet *offlineSheet() const { return m_offlineSheet; }
    [[nodiscard]] ProofSheet *proofSheet() const { return m_proofSheet; }
    [[nodiscard]] ProofLamp *lamp() const { return m_lamp; }
    [[nodiscard]] RowList *historyList() const { return m_list; }

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
    [[nodiscard]] QWidget *makeHistoryCard();
    void writeBalance();
    void writeHistory();
    [[nodiscard]] QWidget *makeSelectedRow(QWidget *card);
    void writeCoverage();
    void writeSelected();
    [[nodiscard]] std::optional<HistoryRow> selectedRow() const;
    void saveLabel();
    void saveTable();
    void lookFurther();
    [[nodiscard]] bool isKnownHash(const QString &text) const;
    void writeLane();
    void askFaucet();
    void writeLamp();
    void showProof();
    [[nodiscard]] ProofSubject balanceSubject() const;
    [[nodiscard]] ProofSubject historySubject(const HistoryRow &row) const;
    void showReceipt(const QModelIndex &index);

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
    QLabel *m_historyTitle = nullptr;
    QPushButton *m_contacts = nullptr;
    QPushButton *m_messages = nullptr;
    QPushButton *m_table = nullptr;
    QWidget *m_selectedBox = nullptr;
    AddressLabel *m_selectedAddress = nullptr;
    QLineEdit *m_label = nullptr;
    QPushButton *m_saveLabel = nullptr;
    QPushButton *m_keepContact = nullptr;
    QWidget *m_coverageBox = nullptr;
    TextLabel *m_coverage = nullptr;
    QPushButton *m_further = nullptr;
    ContactsSheet *m_contactsSheet = nullptr;
    MessageSheet *m_messageSheet = nullptr;
    FilePicker m_pickTable;
    QString m_selected; ///< hash
    QList<QPushButton *> m_filters;
    QLineEdit *m_search = nullptr;
    QStackedWidget *m_historyStack = nullptr;
    RowList *m_list = nullptr;
    EmptyState *m_empty = nullptr;
    EmptyState *m_nothingFound = nullptr;
    QWidget *m_lane = nullptr;
    QHBoxLayout *m_laneRow = nullptr;
    HistoryModel *m_model = nullptr;
    HistoryProxy *m_proxy = nullptr;
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
