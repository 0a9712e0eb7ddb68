// Contacts and labels, sealed in the vault (docs/formats.md, kinds "contact" and "label"). Whoever could change the
// address behind a name could take money, so nothing of it is ever read from an unsealed place.
#pragma once

#include "core/wallet/accounts.h"
#include "core/wallet/tracker.h"

namespace ain {

namespace errors {
/// A name or a note that is empty, too long, or has characters that are not seen; args: limit
inline constexpr ErrorCode WalletContactText{"wallet.contact_text"};
inline constexpr ErrorCode WalletContactName{"wallet.contact_name"}; ///< it reads like an address or a link
inline constexpr ErrorCode WalletContactTaken{
    "wallet.contact_taken"}; ///< another contact bears it; args: name, address
inline constexpr ErrorCode WalletContactKnown{"wallet.contact_known"}; ///< args: address, name
inline constexpr ErrorCode WalletContactUnknown{"wallet.contact_unknown"}; ///< args: name
inline constexpr ErrorCode WalletContactAmbiguous{"wallet.contact_ambiguous"}; ///< an account bears it too; args: name
inline constexpr ErrorCode WalletContactsFull{"wallet.contacts_full"}; ///< args: limit
inline constexpr ErrorCode WalletLabelConflict{"wallet.label_conflict"}; ///< another one is here; args: ref, label
} // namespace errors

namespace wallet {

struct Contact {
    crypto::Address address;
    QString name; ///< unique without regard to case
    QString note;
    qint64 createdMs = 0;
};

/// What one line of an imported file came to.
struct RefusedLine {
    int line = 0; ///< 1-based
    Error error;
};
struct ImportReport {
    int added = 0;
    int changed = 0; ///< replaced, or completed by a note
    int same = 0; ///< stood here, or in the file, already
    QList<RefusedLine> refused; ///< every one
};

/// Thread: the one it lives in.
class AddressBook : public QObject {
    Q_OBJECT
public:
    static constexpr qsizetype MaxContacts = 5000;
    static constexpr qsizetype MaxLabels = 50'000;
    static constexpr qsizetype MaxName = 64; ///< UTF-16 units
    static constexpr qsizetype MaxNote = 500;
    static constexpr qsizetype MaxLabel = 500;

    AddressBook(vault::Vault &vault, Accounts &accounts, Tracker &tracker, Clock &clock)
        : m_vault(vault), m_accounts(accounts), m_tracker(tracker), m_clock(clock)
    {
    }

    /// By name.
    Task<QList<Contact>> contacts();
    /// errors::WalletContactKnown for an address that has a contact.
    Task<> add(Contact contact);
    /// `which` may become another address.
    Task<> edit(crypto::Address which, Contact next);
    Task<> remove(crypto::Address which);
    /// By address or name.
    Task<Contact> contact(QString nameOrAddress);
    /// An address, the name of a contact, or the name of an account of this network. Never guesses:
    /// errors::WalletContactAmbiguous where more than one thing bears the name.
    Task<crypto::Address> resolve(QString nameOrAddress);

    /// Labels of transactions that no note of a transaction of this program stands for, by hash.
    Task<QHash<QString, QString>> labels();
    /// An empty text removes it. Of a transaction of this program this is its note.
    Task<> setTransactionLabel(QString hash, QString text);

    /// JSON lines (docs/formats.md, "Labels"): accounts and contacts as "addr", transactions as "tx".
    Task<QByteArray> exportLines();
    /// Nothing is trusted: bounds as in labelfile.h. What differs from what is here is refused unless `replaces`, and
    /// a name is never moved to another address. All that is taken is written at once.
    Task<ImportReport> importLines(QByteArray bytes, bool replaces);

Q_SIGNALS:
    void changed();

private:
    struct Import;
    Task<QList<Contact>> load();
    Task<Import> prepareImport();

    vault::Vault &m_vault;
    Accounts &m_accounts;
    Tracker &m_tracker;
    Clock &m_clock;
};

/// Trimmed and in NFC. errors::WalletContactText for what is too long or has characters that are not seen (controls,
/// text direction, zero width), errors::SecretPasted for what looks like a secret. An empty text is fine.
[[nodiscard]] Result<QString> checkedText(const QString &text, qsizetype limit);
/// A contact that may be stored. Also errors::WalletContactName.
[[nodiscard]] Result<Contact> checkedContact(Contact contact);

} // namespace wallet
} // namespace ain
