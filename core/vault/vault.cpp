#include "core/vault/vault.h"

#include "core/crypto/keystore.h"
#include "core/vault/worker.h"

#include <QFile>

#include <sodium.h>

namespace ain::vault {

using namespace Qt::StringLiterals;

namespace {

/// What functions below us may have left in the vault thread's stack (hash states, key schedules) is
/// overwritten after every piece of work.
constexpr std::size_t StackBytes = 128 * 1024;

class StackWipe {
public:
    StackWipe() = default;
    ~StackWipe() { sodium_stackzero(StackBytes); }
    Q_DISABLE_COPY_MOVE(StackWipe)
};

} // namespace

class Vault::Private {
public:
    Private(Vault &vault, QString folder, QThread *thread, const Clock &clock, KdfCost cost)
        : q(vault), directory(std::move(folder)), worker(new Worker(directory, clock, cost))
    {
        worker->moveToThread(thread);
        state = existsOnDisk() ? State::Locked : State::Missing;
    }

    [[nodiscard]] bool existsOnDisk() const { return QFile::exists(VaultPaths(directory).envelope); }

    void setState(State next)
    {
        if (state == next)
            return;
        state = next;
        Q_EMIT q.stateChanged(next);
    }

    /// `work(Worker &)` in the vault thread, whether the vault is open or not, unless it was told to lock meanwhile.
    template<typename Work>
    auto closed(Work work)
    {
        using R = std::invoke_result_t<Work, Worker &>;
        return runIn(worker, [w = worker, askedAt = worker->epoch.load(), work = std::move(work)]() mutable -> R {
            const StackWipe wipe;
            if (askedAt != w->epoch.load())
                return failure(errors::VaultLocked);
            return work(*w);
        });
    }

    /// The same, of an open vault only.
    template<typename Work>
    auto open(Work work)
    {
        using R = std::invoke_result_t<Work, Worker &>;
        return runIn(worker, [w = worker, askedAt = worker->epoch.load(), work = std::move(work)]() mutable -> R {
            const StackWipe wipe;
            if (auto ready = w->requireOpen(askedAt); !ready)
                return failure(ready.error());
            return work(*w);
        });
    }

    /// Becomes Open when `work` did, unless lock() was called in the meantime.
    static Task<> opening(Vault &vault, Task<> work, quint64 askedAt)
    {
        auto done = co_await std::move(work);
        Private &d = *vault.d;
        if (done && askedAt != d.worker->epoch.load())
            done = failure(errors::VaultLocked);
        if (done)
            d.setState(State::Open);
        else if (d.state != State::Open)
            d.setState(d.existsOnDisk() ? State::Locked : State::Missing);
        co_return done;
    }

    /// Announces changed keys when `work` succeeds.
    template<typename T>
    static Task<T> changing(Vault &vault, Task<T> work)
    {
        auto done = co_await std::move(work);
        if (done)
            Q_EMIT vault.keysChanged();
        co_return std::move(done);
    }

    Vault &q;
    QString directory;
    Worker *worker; ///< lives in the vault thread
    State state = State::Missing;
};

Vault::Vault(QString directory, QThread *vaultThread, Clock &clock, KdfCost cost)
    : d(std::make_unique<Private>(*this, std::move(directory), vaultThread, clock, cost))
{
}

Vault::~Vault()
{
    d->worker->epoch += 1;
    // Running threads delete it after what is queued now; that closes the database and wipes the keys.
    const QThread *thread = d->worker->thread();
    if (thread != nullptr && thread->isRunning())
        d->worker->deleteLater();
    else
        delete d->worker;
}

Vault::State Vault::state() const { return d->state; }

QString Vault::directory() const { return d->directory; }

Task<VaultInfo> Vault::info()
{
    return runIn(d->worker, [w = d->worker] { return w->info(); });
}

Task<> Vault::create(SecretBytes passphrase)
{
    auto work = d->closed([p = std::move(passphrase)](Worker &w) { return w.create(p); });
    return Private::opening(*this, std::move(work), d->worker->epoch.load());
}

Task<> Vault::unlock(SecretBytes passphrase)
{
    auto work = d->closed([p = std::move(passphrase)](Worker &w) { return w.unlock(p); });
    return Private::opening(*this, std::move(work), d->worker->epoch.load());
}

Task<> Vault::lock()
{
    d->worker->epoch += 1;
    auto work = runIn(d->worker, [w = d->worker]() -> Result<> {
        const StackWipe wipe;
        w->lock();
        return {};
    });
    if (d->state == State::Open)
        d->setState(State::Locked);
    return work;
}

Task<> Vault::changePassphrase(SecretBytes current, SecretBytes next)
{
    return d->open([c = std::move(current), n = std::move(next)](Worker &w) { return w.changePassphrase(c, n); });
}

Task<> Vault::verifyPassphrase(SecretBytes passphrase)
{
    return d->open([p = std::move(passphrase)](Worker &w) { return w.verifyPassphrase(p); });
}

Task<> Vault::backup(QString file)
{
    return d->open([file = std::move(file)](Worker &w) { return w.backup(file); });
}

Task<> Vault::restore(QString file, SecretBytes passphrase)
{
    auto work =
        d->closed([file = std::move(file), p = std::move(passphrase)](Worker &w) { return w.restore(file, p); });
    return Private::opening(*this, std::move(work), d->worker->epoch.load());
}

Task<BackupCheck> Vault::checkBackup(QString file, SecretBytes passphrase)
{
    return d->open([file = std::move(file), p = std::move(passphrase)](Worker &w) { return w.checkBackup(file, p); });
}

Task<BackupCheck> Vault::checkMnemonic(std::shared_ptr<crypto::Mnemonic> mnemonic, SecretBytes bip39Passphrase)
{
    return d->open(
        [m = std::move(mnemonic), p = std::move(bip39Passphrase)](Worker &w) { return w.checkMnemonic(*m, p); });
}

// --- Keys -----------------------------------------------------------------------------------------------------

Task<QString> Vault::addMnemonic(std::shared_ptr<crypto::Mnemonic> mnemonic, SecretBytes bip39Passphrase,
                                 bool confirmed)
{
    auto work = d->open([m = std::move(mnemonic), p = std::move(bip39Passphrase), confirmed](Worker &w) {
        return w.keyTable().addMnemonic(*m, p, confirmed);
    });
    return Private::changing(*this, std::move(work));
}

Task<> Vault::confirmMnemonic(QString seedId)
{
    auto work = d->open([id = std::move(seedId)](Worker &w) { return w.keyTable().confirmMnemonic(id); });
    return Private::changing(*this, std::move(work));
}

Task<QList<SeedRecord>> Vault::seeds()
{
    return d->open([](Worker &w) { return w.keyTable().seeds(); });
}

Task<QList<crypto::Address>> Vault::previewAddresses(QString seedId, crypto::PathFamily family, quint32 first,
                                                     int count)
{
    return d->open([id = std::move(seedId), family, first, count](Worker &w) {
        return w.keyTable().previewAddresses(id, family, first, count);
    });
}

Task<KeyRecord> Vault::addDerivedKey(QString seedId, crypto::PathFamily family, quint32 index, QString network,
                                     QString name)
{
    auto work = d->open([id = std::move(seedId), family, index, net = std::move(network), n = std::move(name)](
                            Worker &w) { return w.keyTable().addDerivedKey(id, family, index, net, n); });
    return Private::changing(*this, std::move(work));
}

Task<KeyRecord> Vault::addPrivateKey(std::shared_ptr<crypto::PrivateKey> key, QString network, QString name,
                                     bool allowReuse)
{
    auto work = d->open([k = std::move(key), net = std::move(network), n = std::move(name), allowReuse](Worker &w) {
        return w.keyTable().addPrivateKey(*k, net, n, allowReuse);
    });
    return Private::changing(*this, std::move(work));
}

Task<KeyRecord> Vault::addWatchOnly(crypto::Address address, QString network, QString name)
{
    auto work = d->open([a = std::move(address), net = std::move(network), n = std::move(name)](Worker &w) {
        return w.keyTable().addWatchOnly(a, net, n);
    });
    return Private::changing(*this, std::move(work));
}

Task<QList<KeyRecord>> Vault::keys()
{
    return d->open([](Worker &w) { return w.keyTable().keys(); });
}

Task<> Vault::updateKey(KeyRecord record)
{
    auto work = d->open([r = std::move(record)](Worker &w) { return w.keyTable().updateKey(r); });
    return Private::changing(*this, std::move(work));
}

Task<> Vault::removeKey(QString keyId, SecretBytes passphrase)
{
    auto work = d->open([id = std::move(keyId), p = std::move(passphrase)](Worker &w) -> Result<> {
        if (auto verified = w.verifyPassphrase(p); !verified)
            return verified;
        return w.keyTable().removeKey(id);
    });
    return Private::changing(*this, std::move(work));
}

Task<SecretBytes> Vault::exportMnemonic(QString seedId, SecretBytes passphrase)
{
    return d->open([id = std::move(seedId), p = std::move(passphrase)](Worker &w) -> Result<SecretBytes> {
        if (auto verified = w.verifyPassphrase(p); !verified)
            return failure(verified.error());
        return w.keyTable().phrase(id);
    });
}

Task<SecretBytes> Vault::exportPrivateKeyHex(QString keyId, SecretBytes passphrase)
{
    return d->open([id = std::move(keyId), p = std::move(passphrase)](Worker &w) -> Result<SecretBytes> {
        if (auto verified = w.verifyPassphrase(p); !verified)
            return failure(verified.error());
        const auto key = w.keyTable().privateKey(id);
        if (!key)
            return failure(key.error());
        return key->toHex();
    });
}

Task<QByteArray> Vault::exportKeystore(QString keyId, SecretBytes passphrase, SecretBytes keystorePassword)
{
    return d->open([id = std::move(keyId), p = std::move(passphrase),
                    k = std::move(keystorePassword)](Worker &w) -> Result<QByteArray> {
        if (auto verified = w.verifyPassphrase(p); !verified)
            return failure(verified.error());
        const auto key = w.keyTable().privateKey(id);
        if (!key)
            return failure(key.error());
        return crypto::writeKeystore(*key, k);
    });
}

Task<QString> Vault::signTransaction(QString keyId, QString network, json::Value txBody, int chainId)
{
    return d->open([id = std::move(keyId), net = std::move(network), body = std::move(txBody),
                    chainId](Worker &w) -> Result<QString> {
        const auto key = w.keyTable().signingKey(id, net);
        if (!key)
            return failure(key.error());
        return crypto::signTransaction(*key, body, chainId);
    });
}

Task<QString> Vault::signMessage(QString keyId, QString network, QString message, int chainId)
{
    return d->open([id = std::move(keyId), net = std::move(network), text = std::move(message),
                    chainId](Worker &w) -> Result<QString> {
        const auto key = w.keyTable().signingKey(id, net);
        if (!key)
            return failure(key.error());
        return crypto::signMessage(*key, text, chainId);
    });
}

Task<QByteArray> Vault::publicKey(QString keyId, QString network)
{
    return d->open([id = std::move(keyId), net = std::move(network)](Worker &w) -> Result<QByteArray> {
        const auto key = w.keyTable().signingKey(id, net);
        if (!key)
            return failure(key.error());
        return key->publicKey().compressed();
    });
}

Task<SecretBytes> Vault::decrypt(QString keyId, QString network, crypto::EciesMessage message)
{
    return d->open([id = std::move(keyId), net = std::move(network),
                    sealed = std::move(message)](Worker &w) -> Result<SecretBytes> {
        const auto key = w.keyTable().signingKey(id, net);
        if (!key)
            return failure(key.error());
        return crypto::eciesDecrypt(*key, sealed);
    });
}

// --- Records --------------------------------------------------------------------------------------------------

Task<> Vault::put(QString kind, QString id, json::Value value)
{
    return putAll(std::move(kind), {Record{std::move(id), std::move(value)}});
}

Task<> Vault::putAll(QString kind, QList<Record> records)
{
    return d->open([kind = std::move(kind), records = std::move(records)](Worker &w) {
        return w.recordTable().putAll(kind, records);
    });
}

Task<json::Value> Vault::get(QString kind, QString id)
{
    return d->open([kind = std::move(kind), id = std::move(id)](Worker &w) { return w.recordTable().get(kind, id); });
}

Task<QList<Record>> Vault::list(QString kind)
{
    return d->open([kind = std::move(kind)](Worker &w) { return w.recordTable().list(kind); });
}

Task<> Vault::remove(QString kind, QString id)
{
    return d->open(
        [kind = std::move(kind), id = std::move(id)](Worker &w) { return w.recordTable().remove(kind, id); });
}

} // namespace ain::vault
