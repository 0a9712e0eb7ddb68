// Makes sure there is an open vault on the chosen network, then adds accounts to it.
#pragma once

#include "ui/context.h"

#include <QObject>

namespace ain::ui {

/// How the vault is protected and where the account lives. `password` is not looked at while a vault is open.
struct Protection {
    SecretBytes password;
    QString networkId;
};

class FirstRunPresenter : public QObject {
    Q_OBJECT
public:
    explicit FirstRunPresenter(Context &context, QObject *parent = nullptr);

    [[nodiscard]] bool needsPassword() const;
    Task<> startPractice();
    Task<> create(Protection protection, SecretBytes phrase, SecretBytes passphrase, DerivationPath path);
    Task<QList<FoundAccount>> scan(Protection protection, SecretBytes phrase, SecretBytes passphrase);
    Task<> importFound(QStringList paths);
    Task<> importKeystore(Protection protection, QByteArray json, SecretBytes keystorePassword);
    Task<> importKey(Protection protection, SecretBytes key);
    Task<> watch(Protection protection, QString address);
    Task<> restoreBackup(QString path, SecretBytes password);

private:
    Task<> openVault(Protection protection);
    Context &m_context;
};

} // namespace ain::ui
