// Writes into a vault until it is killed, and prints a line for everything that has been acknowledged.
//   vault_writer DIR create                 makes a vault ("c")
//   vault_writer DIR records FIRST          records FIRST, FIRST+1, … ("r <n>") and every fifth time a key ("k <n>")
//   vault_writer DIR passphrase             changes "one" into "two" and back ("p")
#include "core/vault/vault.h"

#include <QCoreApplication>
#include <QThread>

#include <cstdio>
#include <functional>

using namespace ain;
using namespace Qt::StringLiterals;

namespace {

SecretBytes secret(const char *text) { return SecretBytes::copyOf(QByteArrayView(text)); }

void say(const char *kind, int number)
{
    std::printf("%s %d\n", kind, number);
    std::fflush(stdout);
}

void failed(const Error &error)
{
    std::fprintf(stderr, "%s %s\n", qPrintable(error.code.toString()), qPrintable(error.detail));
    std::exit(1);
}

/// 0x…<number + 1>
std::shared_ptr<crypto::PrivateKey> keyOf(int number)
{
    SecretBytes bytes(32);
    for (int i = 0; i < 4; ++i)
        bytes.data()[31 - i] = std::uint8_t((number + 1) >> (8 * i));
    return std::make_shared<crypto::PrivateKey>(crypto::PrivateKey::fromBytes(std::move(bytes)).value());
}

class Writer : public QObject {
public:
    Writer(vault::Vault &vault) : m_vault(vault) { }

    void create()
    {
        m_vault.create(secret("one")).then(this, [this](Result<> done) {
            if (!done)
                failed(done.error());
            say("c", 0);
            writeRecord(0);
        });
    }
    void unlock(const std::function<void()> &next)
    {
        m_vault.unlock(secret("one")).then(this, [next](Result<> done) {
            if (!done)
                failed(done.error());
            say("u", 0);
            next();
        });
    }
    void writeRecord(int number)
    {
        const json::Value value(QString(50 + (number * 7919) % 9000, QChar(u'a' + number % 26)));
        m_vault.put(u"record"_s, QString::number(number), value).then(this, [this, number](Result<> done) {
            if (!done)
                failed(done.error());
            say("r", number);
            if (number % 5 == 0)
                writeKey(number);
            else
                writeRecord(number + 1);
        });
    }
    void writeKey(int number)
    {
        m_vault.addPrivateKey(keyOf(number), u"testnet"_s, QString::number(number), false)
            .then(this, [this, number](Result<vault::KeyRecord> done) {
                if (!done && !(done.error().code == errors::VaultKeyKnown))
                    failed(done.error());
                say("k", number);
                writeRecord(number + 1);
            });
    }
    void changePassphrase(bool there)
    {
        m_vault.changePassphrase(secret(there ? "one" : "two"), secret(there ? "two" : "one"))
            .then(this, [this, there](Result<> done) {
                if (!done)
                    failed(done.error());
                say("p", there ? 2 : 1);
                changePassphrase(!there);
            });
    }

private:
    vault::Vault &m_vault;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (!initializeSecretMemory() || arguments.size() < 3)
        return 2;
    QThread thread;
    thread.start();
    SystemClock clock;
    vault::Vault vault(arguments.at(1), &thread, clock, {1, 8 * 1024});
    Writer writer(vault);
    const QString &mode = arguments.at(2);
    if (mode == u"create")
        writer.create();
    else if (mode == u"records")
        writer.unlock([&, first = arguments.value(3).toInt()] { writer.writeRecord(first); });
    else
        writer.unlock([&] { writer.changePassphrase(true); });
    return QCoreApplication::exec();
}
