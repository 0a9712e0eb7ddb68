#include "app/cli/session.h"

#include "app/cli/secretinput.h"

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

std::unique_ptr<app::Services> makeServices(const QString &directory, const QString &practiceDirectory)
{
    // A command ends when its transaction is final: the embedded practice network does not make people wait.
    return std::make_unique<app::Services>(app::ServiceOptions{
        .dataDirectory = directory, .practiceDirectory = practiceDirectory, .practiceInstant = true});
}

} // namespace

Session::Session(GlobalOptions options)
    : m_options(std::move(options)), m_services(makeServices(m_options.dataDirectory, {}))
{
}

Session::~Session() = default;

void Session::close() { m_services.reset(); }

void Session::reopen(const QString &dataDirectory, const QString &practiceDirectory)
{
    close();
    m_options.dataDirectory = dataDirectory;
    m_services = makeServices(dataDirectory, practiceDirectory);
}

QString Session::networkName()
{
    if (!m_options.network.isEmpty())
        return m_options.network;
    return m_services->settings().value(u"network").toString(u"practice"_s);
}

Result<SecretBytes> Session::password(bool isNew)
{
    if (m_options.passwordFd >= 0) {
        // A descriptor gives its content once, but a command may need the password twice (to open, and to export).
        if (m_fromDescriptor.isEmpty()) {
            auto secret = readSecretDescriptor(m_options.passwordFd);
            if (!secret)
                return secret;
            m_fromDescriptor = std::move(*secret);
        }
        return m_fromDescriptor.clone();
    }
    if (!m_options.passwordFile.isEmpty())
        return readSecretFile(m_options.passwordFile);
    return isNew ? askTwice(tr("Password")) : askSecret(tr("Password"));
}

Result<SecretBytes> Session::newSecret(const Invocation &invocation, const QString &name, const QString &prompt)
{
    if (invocation.has(name + u"-file"_s) || invocation.has(name + u"-fd"_s))
        return secret(invocation, name, prompt);
    return askTwice(prompt);
}

Result<SecretBytes> Session::askTwice(const QString &prompt)
{
    auto first = askSecret(prompt);
    if (!first)
        return first;
    const auto second = askSecret(tr("The same password again"));
    if (!second)
        return failure(second.error());
    if (!(*first == *second))
        return failure(errors::InvalidArgument, {{u"what"_s, tr("the two passwords differ")}});
    return first;
}

Result<SecretBytes> Session::secret(const Invocation &invocation, const QString &name, const QString &prompt)
{
    if (invocation.has(name + u"-file"_s))
        return readSecretFile(invocation.value(name + u"-file"_s));
    if (invocation.has(name + u"-fd"_s)) {
        bool ok = false;
        const int descriptor = invocation.value(name + u"-fd"_s).toInt(&ok);
        if (!ok || descriptor < 0)
            return failure(errors::CliUsage, {{u"what"_s, u"--%1-fd"_s.arg(name)}});
        return readSecretDescriptor(descriptor);
    }
    return askSecret(prompt);
}

Result<Session::Words> Session::words(const Invocation &invocation)
{
    auto phrase = secret(invocation, u"mnemonic"_s, tr("Words"));
    if (!phrase)
        return failure(phrase.error());
    auto mnemonic = crypto::Mnemonic::parse(*phrase);
    if (!mnemonic)
        return failure(mnemonic.error());
    Words out;
    if (invocation.has(u"passphrase-file"_s) || invocation.has(u"passphrase-fd"_s)) {
        auto given = secret(invocation, u"passphrase"_s, {});
        if (!given)
            return failure(given.error());
        out.passphrase = std::move(*given);
    }
    out.mnemonic = std::make_shared<crypto::Mnemonic>(std::move(*mnemonic));
    return out;
}

Task<> Session::openVault()
{
    auto info = co_await m_services->vault().info();
    if (!info)
        co_return failure(info.error());
    if (m_services->vault().state() == vault::Vault::State::Open)
        co_return Result<>();
    SecretBytes passphrase;
    if (info->isProtected) {
        auto given = password(false);
        if (!given)
            co_return failure(given.error());
        passphrase = std::move(*given);
    }
    auto opened = co_await m_services->vault().unlock(std::move(passphrase));
    co_return opened;
}

Task<> Session::openNetwork()
{
    auto opened = co_await m_services->openNetwork(networkName());
    co_return opened;
}

Task<vault::KeyRecord> Session::account(QString text)
{
    if (!text.isEmpty()) {
        auto named = co_await m_services->wallet().account(text);
        co_return named;
    }
    auto all = co_await m_services->wallet().accounts();
    if (!all)
        co_return failure(all.error());
    for (const auto &record : *all) {
        if (record.kind != vault::KeyKind::WatchOnly)
            co_return record;
    }
    QVariantMap args;
    args.insert(u"account"_s, QString());
    co_return failure(errors::WalletAccountUnknown, args);
}

Task<Amount> Session::awaitBalance(crypto::Address address, Amount least)
{
    constexpr int LookMs = 500;
    constexpr int LongestMs = 60'000;
    for (int waited = 0; waited <= LongestMs; waited += LookMs) {
        auto balance = co_await m_services->client().balance(address);
        if (!balance || *balance >= least)
            co_return balance;
        auto slept = co_await sleepFor(this, LookMs);
        if (!slept)
            co_return failure(slept.error());
    }
    co_return failure(errors::LightNotFinal);
}

} // namespace ain::cli
