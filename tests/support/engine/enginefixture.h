// A client with the scripted engine behind it.
#pragma once

#include "gpu/engine/client/engineclient.h"
#include "tests/support/engine/eventloopwatch.h"

#include <QFile>
#include <QTemporaryDir>

namespace ain::testing {

using namespace Qt::StringLiterals;

/// Everything an order needs, and short times. Times bound what may happen; no test expects one to be met.
class EngineFixture {
public:
    EngineFixture()
    {
        QFile model(modelPath());
        if (model.open(QIODevice::WriteOnly))
            model.write("model");
        options.program = QStringLiteral(AIN_SCRIPTED_ENGINE);
        options.modelFolders = QStringList{folder.path()};
        options.temporaryParent = folder.filePath(u"tmp"_s);
        options.backOff = {.firstMs = 1, .mostMs = 10, .failuresAllowed = 1'000'000};
        options.times.watchMs = 50;
        options.times.cancelMs = 100;
        options.times.stalledMs = 3000; // long enough for a busy machine
        pool.setMaxThreadCount(2);
    }
    ~EngineFixture()
    {
        client.reset();
        pool.waitForDone();
    }
    EngineFixture(const EngineFixture &) = delete;
    EngineFixture &operator=(const EngineFixture &) = delete;

    engine::EngineClient &start(const QString &script = {})
    {
        if (!script.isEmpty())
            options.extraArguments = QStringList{u"--script"_s, script};
        client = std::make_unique<engine::EngineClient>(options, clock, rng, pool);
        return *client;
    }

    [[nodiscard]] QString modelPath() const { return folder.filePath(u"model.gguf"_s); }

    [[nodiscard]] engine::Order order(const QString &prompt, quint64 seed = 1, int steps = 4) const
    {
        engine::Order order;
        order.request.model = {.sha256 = QString(64, u'a'), .name = u"model"_s};
        order.request.prompt = prompt;
        order.request.seed = seed;
        order.request.steps = steps;
        order.request.width = 64;
        order.request.height = 64;
        order.files.insert(QString(64, u'a'), modelPath());
        return order;
    }

    Result<engine::Drawn> draw(const QString &prompt, quint64 seed = 1)
    {
        return await(client->draw(u"job-%1"_s.arg(++m_jobs), order(prompt, seed)));
    }

    QTemporaryDir folder;
    SystemClock clock;
    SystemRng rng;
    QThreadPool pool;
    engine::EngineOptions options;
    std::unique_ptr<engine::EngineClient> client;

private:
    int m_jobs = 0;
};

} // namespace ain::testing
