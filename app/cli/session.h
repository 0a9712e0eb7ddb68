// One run of ain-studio-cli: services, and where passwords come from.
#pragma once

#include "app/cli/command.h"
#include "app/services/services.h"

#include <memory>

namespace ain::cli {

struct GlobalOptions {
    QString dataDirectory;
    QString network; ///< empty: the one in the settings, or practice
    bool json = false;
    QString passwordFile;
    int passwordFd = -1;
};

/// Thread: main.
class Session : public QObject {
    Q_OBJECT
public:
    explicit Session(GlobalOptions options);
    ~Session() override;

    [[nodiscard]] const GlobalOptions &options() const { return m_options; }
    [[nodiscard]] app::Services &services() { return *m_services; }
    /// Closes everything, as the end of the process would.
    void close();
    /// Opens everything again on this directory, as a new process would. `practiceDirectory` may be another's.
    void reopen(const QString &dataDirectory, const QString &practiceDirectory = {});

    /// The network to use, from --network or the settings.
    [[nodiscard]] QString networkName();

    /// From --password-fd, --password-file, or the terminal (asked twice when `isNew`).
    [[nodiscard]] Result<SecretBytes> password(bool isNew);
    /// A second secret: from `--<name>-file` or `--<name>-fd`, or the terminal.
    [[nodiscard]] Result<SecretBytes> secret(const Invocation &invocation, const QString &name, const QString &prompt);

    /// The same for a secret that is being chosen: asked twice at the terminal.
    [[nodiscard]] Result<SecretBytes> newSecret(const Invocation &invocation, const QString &name,
                                                const QString &prompt);

    struct Words {
        std::shared_ptr<crypto::Mnemonic> mnemonic;
        SecretBytes passphrase;
    };
    /// `--mnemonic-…` or the terminal, and `--passphrase-…` where there is one.
    [[nodiscard]] Result<Words> words(const Invocation &invocation);

    /// Unlocks the vault; an unprotected one without asking.
    Task<> openVault();
    Task<> openNetwork();
    /// The account by --from / first argument: id, address or name; empty: the only or first one.
    Task<vault::KeyRecord> account(QString text);
    /// Waits until so much is there in a final block: what a faucet sent takes a few. A minute at most: then
    /// LightNotFinal.
    Task<Amount> awaitBalance(crypto::Address address, Amount least);

private:
    [[nodiscard]] static Result<SecretBytes> askTwice(const QString &prompt);

    SecretBytes m_fromDescriptor;
    GlobalOptions m_options;
    std::unique_ptr<app::Services> m_services;
};

} // namespace ain::cli
