// ain-engine as it decodes strangers' pictures.
#pragma once

#include "gpu/engine/client/engineclient.h"

namespace ain::testing {

/// One that works; with `program` and `script` another.
struct Decoder {
    explicit Decoder(const QString &program, const QString &script = {})
    {
        engine::EngineOptions options;
        options.program = program;
        options.backend = QStringLiteral("cpu");
        options.threads = 1;
        options.backOff = {.firstMs = 1, .mostMs = 10, .failuresAllowed = 1000};
        if (!script.isEmpty())
            options.extraArguments = QStringList{QStringLiteral("--script"), script};
        client = std::make_unique<engine::EngineClient>(options, clock, rng, pool);
    }
    ~Decoder()
    {
        client.reset();
        pool.waitForDone();
    }
    Decoder(const Decoder &) = delete;
    Decoder &operator=(const Decoder &) = delete;

    SystemClock clock;
    SystemRng rng;
    QThreadPool pool;
    std::unique_ptr<engine::EngineClient> client;
};

} // namespace ain::testing
