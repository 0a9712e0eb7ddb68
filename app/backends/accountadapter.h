#pragma once

#include "app/services/services.h"
#include "ui/backend/accountbackend.h"

namespace ain {

namespace errors {
inline constexpr ErrorCode KeystoreAddress{
    "keystore.address"}; ///< the file names another address than its key has; args: address
inline constexpr ErrorCode AccountNoPhrase{"account.no_phrase"}; ///< an imported key has no words; args: address
} // namespace errors

namespace app {

class AccountAdapter final : public ui::AccountBackend {
    Q_OBJECT
public:
    explicit AccountAdapter(Services &services);

    Task<> startPractice() override;
    Task<SecretBytes> createMnemonic(int words) override;
    [[nodiscard]] QStringList wordList(const QString &language) const override;
    [[nodiscard]] Result<void> checkMnemonic(const SecretBytes &phrase) const override;
    Task<ui::Account> addMnemonic(SecretBytes phrase, SecretBytes passphrase, ui::DerivationPath path,
                                  QString name) override;
    Task<QList<ui::FoundAccount>> scanMnemonic(SecretBytes phrase, SecretBytes passphrase) override;
    Task<QList<ui::Account>> importFound(QStringList paths) override;
    void discardScan() override;
    Task<ui::Account> importKeystore(QByteArray json, SecretBytes password, QString name) override;
    Task<ui::Account> importPrivateKey(SecretBytes key, QString name) override;
    Task<ui::Account> addWatchOnly(QString address, QString name) override;
    Task<> rename(QString accountId, QString name) override;
    Task<ui::ExportedPhrase> exportPhrase(QString accountId, SecretBytes password) override;
    Task<SecretBytes> exportPrivateKey(QString accountId, SecretBytes password) override;
    Task<> exportKeystore(QString accountId, SecretBytes password, SecretBytes filePassword, QString path) override;

private:
    /// The phrase that a scan found accounts for, until they are imported or discarded.
    struct Scan {
        std::shared_ptr<crypto::Mnemonic> mnemonic;
        SecretBytes passphrase;
        QList<ui::FoundAccount> found;
        QString network; ///< the indices belong to its range
    };

    /// Right after the start the network may still be opening.
    Task<> networkOpened();
    /// The account, with its key here.
    Task<vault::KeyRecord> ownKey(QString accountId);
    void tellExport(const vault::KeyRecord &record);
    Task<ui::Account> addKey(std::shared_ptr<crypto::PrivateKey> key, QString name);

    Services &m_services;
    std::unique_ptr<Scan> m_scan;
};

} // namespace app
} // namespace ain
