#include "core/sandbox/practicenetwork.h"

#include "core/base/endthread.h"
#include "core/sandbox/practicecore.h"

#include <QThread>

namespace ain::sandbox {

using namespace Qt::StringLiterals;

namespace {

const PracticeEndpoints &noEndpoints()
{
    static const PracticeEndpoints none;
    return none;
}

tl::unexpected<Error> notRunning() { return failure(errors::SandboxStopped); }

} // namespace

PracticeNetwork::PracticeNetwork(PracticeOptions options, QObject *parent)
    : QObject(parent), m_options(std::move(options))
{
    qRegisterMetaType<ain::Error>();
}

PracticeNetwork::~PracticeNetwork() = default;

Result<> PracticeNetwork::start()
{
    if (m_core)
        return failure(errors::InvalidArgument, {{u"what"_s, u"start"_s}});
    PracticeCore::Callbacks callbacks;
    callbacks.blockFinalized = [this](qint64 number, const QString &hash) { Q_EMIT blockFinalized(number, hash); };
    callbacks.failed = [this](const Error &error) { Q_EMIT failed(error); };
    auto core = PracticeCore::start(m_options, std::move(callbacks));
    if (!core)
        return failure(core.error());
    m_core = std::move(*core);
    return {};
}

void PracticeNetwork::stop() { m_core.reset(); }

bool PracticeNetwork::isRunning() const { return m_core != nullptr; }

const PracticeEndpoints &PracticeNetwork::endpoints() const { return m_core ? m_core->endpoints() : noEndpoints(); }

Result<QString> PracticeNetwork::fund(const QString &address, Amount amount)
{
    return m_core ? m_core->fund(address, amount) : notRunning();
}

Result<> PracticeNetwork::mineBlocks(int count) { return m_core ? m_core->mineBlocks(count) : notRunning(); }

Result<> PracticeNetwork::advanceTime(qint64 ms) { return m_core ? m_core->advanceTime(ms) : notRunning(); }

Result<> PracticeNetwork::setSilent(const QList<int> &validators)
{
    return m_core ? m_core->setSilent(validators) : notRunning();
}

qint64 PracticeNetwork::chainTimeMs() const { return m_core ? m_core->node().nowMs() : 0; }

qint64 PracticeNetwork::lastFinalBlockNumber() const { return m_core ? m_core->node().lastFinal().block.number : -1; }

PracticeHost::PracticeHost(PracticeOptions options, QObject *parent)
    : QObject(parent), m_network(new PracticeNetwork(std::move(options))), m_thread(std::make_unique<QThread>())
{
    m_thread->setObjectName(u"sandbox"_s);
    m_network->moveToThread(m_thread.get());
    connect(m_network, &PracticeNetwork::blockFinalized, this, &PracticeHost::blockFinalized);
    connect(m_network, &PracticeNetwork::failed, this, &PracticeHost::failed);
    m_thread->start();
}

PracticeHost::~PracticeHost()
{
    // Deleted in its own thread, which is where its sockets and its database belong.
    endThread(*m_thread, [network = m_network] { delete network; });
}

Task<PracticeEndpoints> PracticeHost::start()
{
    return runIn(m_network, [network = m_network]() -> Result<PracticeEndpoints> {
        if (auto started = network->start(); !started)
            return failure(started.error());
        return network->endpoints();
    });
}

Task<QString> PracticeHost::fund(QString address, Amount amount)
{
    return runIn(m_network, [network = m_network, address = std::move(address), amount] {
        return network->fund(address, amount);
    });
}

Task<> PracticeHost::mineBlocks(int count)
{
    return runIn(m_network, [network = m_network, count] { return network->mineBlocks(count); });
}

Task<> PracticeHost::advanceTime(qint64 ms)
{
    return runIn(m_network, [network = m_network, ms] { return network->advanceTime(ms); });
}

} // namespace ain::sandbox
