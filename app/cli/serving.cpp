#include "app/cli/serving.h"

#include "core/json/writer.h"

#include <cstdio>

namespace ain::cli {

using namespace Qt::StringLiterals;

Task<> untilStopped(StopSignals &signal)
{
    auto promise = std::make_shared<Promise<>>();
    QObject::connect(&signal, &StopSignals::received, &signal, [promise] { promise->finish({}); });
    return promise->task();
}

void tell(const Session &session, const QString &line, const json::Object &event)
{
    const QByteArray text = session.options().json ? json::canonical(json::Value(event)) : line.toLocal8Bit();
    std::fprintf(stdout, "%s\n", text.constData());
    std::fflush(stdout);
}

json::Object eventOf(const QString &name)
{
    json::Object event;
    event.set(u"event"_s, name);
    return event;
}

Result<quint16> portOf(const Invocation &invocation)
{
    bool isNumber = true;
    const uint port = invocation.value(u"port"_s, u"0"_s).toUInt(&isNumber);
    if (!isNumber || port > 0xffff)
        return usageError(u"--port 0…65535"_s);
    return quint16(port);
}

} // namespace ain::cli
