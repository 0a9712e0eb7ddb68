#include "app/services/sharing.h"

#include "app/services/filewrite.h"
#include "app/services/pool.h"
#include "gpu/share/guard/systemsources.h"
#include "gpu/share/guard/verdictjson.h"
#include "gpu/share/images/imagebackend.h"

#include <QFile>
#include <QFileInfo>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

/// Another program writes by renaming; for a moment there may be no file.
constexpr int SettleMs = 50;

} // namespace

QString Sharing::settingsFile(const QString &dataDirectory) { return dataDirectory + u"/share.json"_s; }

QString Sharing::historyFile(const QString &dataDirectory) { return dataDirectory + u"/share-yields.json"_s; }

Result<share::Settings> Sharing::load(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return share::Settings();
    if (!file.open(QIODevice::ReadOnly))
        return failure(errors::FileRead, {{u"path"_s, path}}, file.errorString());
    const auto loaded = share::loadSettings(file.read(share::MaxSettingsBytes + 1));
    if (!loaded)
        return failure(loaded.error());
    return loaded->settings;
}

Result<> Sharing::save(const QString &path, const share::Settings &settings)
{
    return writeFile(path, share::saveSettings(settings));
}

Sharing::Sharing(StudioRooms &studio, const QString &dataDirectory, const Clock &clock)
    : m_studio(studio), m_directory(dataDirectory), m_file(settingsFile(dataDirectory)), m_clock(clock)
{
    auto settings = load(m_file);
    if (!settings)
        m_error = settings.error(); // and nothing is shared
    auto sources =
        share::systemSources(share::SystemPlaces::ofEnvironment(), clock, workPool(), studio.probe(), [this] {
            const qint64 engine = m_studio.engine().pid();
            return engine == 0 ? QList<qint64>() : QList<qint64>{engine};
        });
    m_guard = std::make_unique<share::Guard>(clock, std::move(sources), settings.value_or(share::Settings()));
    share::LadderOptions options;
    options.historyPath = historyFile(dataDirectory);
    m_ladder = std::make_unique<share::YieldLadder>(studio.engine(), clock, workPool(), options);
    m_usage =
        std::make_unique<ShareUsage>(ShareUsage::fileIn(dataDirectory), clock, [this] { return wattsForOthers(); });
    m_guard->setDayBytes(m_usage->sentToday());
    constexpr int LookAtDayMs = 60'000;
    m_dayTimer.setInterval(LookAtDayMs);
    connect(&m_dayTimer, &QTimer::timeout, this, [this] { m_guard->setDayBytes(m_usage->sentToday()); });
    // Until the guard has spoken.
    studio.service().setForOthers(studio::ForOthers::Stop);
    m_readTimer.setSingleShot(true);
    m_readTimer.setInterval(SettleMs);
    wire();
    m_driver = std::make_unique<share::YieldDriver>(*m_guard, *m_ladder, clock);
}

Sharing::~Sharing()
{
    m_state.reset();
    m_usage.reset();
    m_driver.reset();
    m_ladder.reset();
    m_guard.reset();
}

void Sharing::wire()
{
    connect(m_guard.get(), &share::Guard::changed, this, &Sharing::obey);
    connect(m_guard.get(), &share::Guard::settingsChanged, this, [this](const share::Settings &settings) {
        const auto saved = save(m_file, settings);
        m_error = saved ? std::nullopt : std::optional(saved.error());
        watch();
        Q_EMIT changed();
    });
    connect(m_ladder.get(), &share::YieldLadder::yielded, this, &Sharing::changed);
    connect(&m_studio.queue(), &jobs::JobQueue::changed, this, &Sharing::follow);
    connect(&m_studio.engine(), &engine::EngineClient::stateChanged, this, &Sharing::tellWork);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_readTimer, qOverload<>(&QTimer::start));
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_readTimer, qOverload<>(&QTimer::start));
    connect(&m_readTimer, &QTimer::timeout, this, &Sharing::readAgain);
}

void Sharing::noteSent(qint64 bytes)
{
    m_usage->addSent(bytes);
    m_guard->setDayBytes(m_usage->sentToday());
}

Result<> Sharing::permission() const
{
    const share::Verdict verdict = m_guard->verdict();
    if (verdict.mayRun)
        return {};
    const QString reason =
        verdict.reasons.isEmpty() ? QString() : QString(share::word(verdict.reasons.constFirst().id));
    return failure(errors::ShareNotNow, {{u"reason"_s, reason}});
}

bool Sharing::mustStop() const
{
    const share::Verdict verdict = m_guard->verdict();
    return !verdict.mayRun && verdict.stop > share::Stop::Drain;
}

void Sharing::start()
{
    m_dayTimer.start();
    if (m_isStarted)
        return;
    m_isStarted = true;
    watch();
    m_guard->start();
    obey(m_guard->verdict());
    m_state = std::make_unique<ShareState>(m_directory, m_clock, [this] { return status(); });
    connect(this, &Sharing::changed, m_state.get(), &ShareState::changed);
}

json::Object Sharing::status() const
{
    json::Value times(m_ladder->history().summary());
    json::Object status = share::toJson(m_guard->verdict(), std::move(times));
    status.set(u"on"_s, m_guard->settings().isOn);
    return status;
}

std::optional<double> Sharing::wattsForOthers() const
{
    const share::Verdict verdict = m_guard->verdict();
    const share::Reading *power = verdict.sensor(share::SensorId::Power);
    // What a card draws that our engine does not use says nothing about its work.
    if (power == nullptr || !power->args.value(u"is_own"_s).toBool())
        return std::nullopt;
    return power->args.value(u"watts"_s).toDouble();
}

void Sharing::follow(const jobs::Job &job)
{
    if (job.kind != studio::JobKind)
        return;
    if (job.state == jobs::State::Running) {
        m_running = job.id;
        m_isStrangers = job.priority == jobs::Priority::Background;
    } else if (job.id == m_running) {
        m_running.clear();
    }
    tellWork();
}

void Sharing::tellWork()
{
    const bool isStrangers = m_isStrangers && !m_running.isEmpty();
    const QString strangers = isStrangers ? m_running : QString();
    if (strangers != m_told) {
        if (!m_told.isEmpty())
            m_ladder->jobEnded(m_told);
        m_told = strangers;
        if (!strangers.isEmpty())
            m_ladder->jobStarted(strangers);
    }
    m_usage->setDrawing(isStrangers);
    m_guard->setOwnWork(!m_running.isEmpty() && !isStrangers);
    m_guard->setRunning(isStrangers ? 1 : 0, isStrangers && m_studio.engine().pid() != 0);
}

void Sharing::obey(const share::Verdict &verdict)
{
    if (m_isStarted) {
        m_studio.service().setForOthers(verdict.mayRun                           ? studio::ForOthers::Draw
                                            : verdict.stop <= share::Stop::Drain ? studio::ForOthers::Finish
                                                                                 : studio::ForOthers::Stop);
    }
    Q_EMIT changed();
}

void Sharing::watch()
{
    if (!m_isStarted)
        return;
    if (QFileInfo::exists(m_file) && !m_watcher.files().contains(m_file))
        m_watcher.addPath(m_file);
    const QString folder = QFileInfo(m_file).absolutePath();
    if (!m_watcher.directories().contains(folder))
        m_watcher.addPath(folder);
}

void Sharing::readAgain()
{
    watch();
    const auto read = load(m_file);
    if (!read) {
        m_error = read.error();
        Q_EMIT changed();
        return;
    }
    if (*read == m_guard->settings())
        return;
    m_error.reset();
    m_guard->setSettings(*read);
    const share::Pause &pause = read->pause;
    if (read->isOn != m_guard->settings().isOn) {
        if (read->isOn)
            m_guard->turnOn();
        else
            m_guard->turnOff();
    }
    if (pause == m_guard->settings().pause)
        return;
    switch (pause.kind) {
    case share::PauseKind::None: m_guard->endPause(); break;
    case share::PauseKind::Timed: m_guard->snooze(pause.untilMs - pause.setAtMs); break;
    case share::PauseKind::UntilStarted: m_guard->snoozeUntilStarted(); break;
    case share::PauseKind::Panic: m_guard->panic(); break;
    }
}

} // namespace ain::app
