#include "core/chain/eventframes.h"

#include "core/json/writer.h"

namespace ain::chain {

using namespace Qt::StringLiterals;

Result<EventFrame> parseEventFrame(QByteArrayView utf8)
{
    auto parsed = json::parse(utf8, {MaxEventFrame, 64, 200'000});
    if (!parsed)
        return failure(parsed.error());
    const json::Value &type = (*parsed)[u"type"];
    const json::Value &data = (*parsed)[u"data"];
    if (!type.isString() || !data.isObject())
        return failure(errors::InvalidArgument, {{u"what"_s, u"event frame"_s}});

    EventFrame frame;
    frame.filterId = data[u"filter_id"].toString().left(100);
    if (type.string() == u"PING") {
        frame.kind = EventFrame::Kind::Ping;
    } else if (type.string() == u"EMIT_ERROR") {
        frame.kind = EventFrame::Kind::Error;
        frame.code = int(qBound(-1'000'000.0, data[u"code"].toDouble(), 1'000'000.0));
        frame.reason = data[u"message"].toString().left(300);
    } else if (type.string() == u"EMIT_EVENT") {
        const QString &event = data[u"type"].string();
        const json::Value &payload = data[u"payload"];
        if (event == u"BLOCK_FINALIZED") {
            frame.blockNumber = payload[u"block_number"].toInteger(-1);
            if (frame.blockNumber >= 0)
                frame.kind = EventFrame::Kind::BlockFinalized;
        } else if (event == u"TX_STATE_CHANGED") {
            frame.kind = EventFrame::Kind::TransactionChanged;
            frame.state = payload.at({u"tx_state", u"after"}).toString().left(40);
        } else if (event == u"VALUE_CHANGED") {
            frame.kind = EventFrame::Kind::ValueChanged;
        } else if (event == u"FILTER_DELETED") {
            frame.kind = EventFrame::Kind::FilterDeleted;
            frame.reason = payload[u"reason"].toString().left(60);
        }
    }
    return frame;
}

QByteArray encodeEventFrame(const QString &type, json::Object data)
{
    return json::canonical(json::Object{{u"type"_s, type}, {u"data"_s, std::move(data)}});
}

} // namespace ain::chain
