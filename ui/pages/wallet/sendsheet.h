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
    /// Says in the sheet that it came from outside.
    void openLink(const QString &link);
    /// What a picture of a QR code says: an address or a payment link.
    void takeCode(const Result<QStringList> &texts);
    [[nodiscard]] NoticeCard *origin() const { return m_origin; }
    [[nodiscard]] QPushButton *pictureButton() const { return m_picture; }
    [[nodiscard]] QPushButton *pasteButton() const { return m_paste; }
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
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    enum class Origin { None, Link, Picture };
    void fillFrom(const QString &text, Origin origin);
    void writeOrigin();
    void readPicture(const QString &path);
    void readImage(const QImage &picture);
    void paste();
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
    QPushButton *m_picture;
    QPushButton *m_paste;
    NoticeCard *m_origin;
    Origin m_from = Origin::None;
    std::optional<PaymentLink> m_link;
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
