#include "core/sandbox/eventserver.h"

#include "core/json/parser.h"
#include "core/json/writer.h"
#include "core/sandbox/handshakegate.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QHostAddress>
#include <QRegularExpression>
#include <QWebSocket>
#include <QWebSocketServer>

namespace ain::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int FailedToRegister = 70020;
constexpr qint64 MaxUnsent = 8 * 1024 * 1024;

QString jsonText(const json::Value &value) { return QString::fromUtf8(json::canonical(value)); }

QString typeName(const json::Value &value)
{
    if (value.isString())
        return u"string"_s;
    return value.isBool() ? u"boolean"_s : u"object"_s;
}

bool isFilterLabel(const QString &label)
{
    // A clean label, one with a single leading '.' or '$', or '*' alone (chain.md 3.4).
    static const QRegularExpression form(u"^(?:\\*|[.$]?[^\\x00-\\x20\\x7f/.$*#{}\\[\\]<>'\"`]+)$"_s);
    return label.size() <= 150 && form.match(label).hasMatch();
}

} // namespace

std::optional<EventError> checkFilter(const QString &type, const json::Value &config)
{
    if (type == u"BLOCK_FINALIZED") {
        const json::Value &number = config[u"block_number"];
        if (number.isNumber() && number.toDouble() < 0) {
            return EventError{70100,
                              u"Invalid block_number. It must not be a negative number (%1)"_s.arg(jsonText(number))};
        }
        if (!number.isNumber() && !number.isNull())
            return EventError{70101, u"Invalid block_number type. (%1)"_s.arg(typeName(number))};
        return std::nullopt;
    }
    if (type == u"VALUE_CHANGED") {
        const QString path = config[u"path"].toString();
        if (path.isEmpty())
            return EventError{70200, u"config.path is missing (%1)"_s.arg(jsonText(config))};
        const Path labels = parsePath(path);
        if (!std::all_of(labels.begin(), labels.end(), isFilterLabel))
            return EventError{70201, u"Invalid format path (%1)"_s.arg(path)};
        return std::nullopt;
    }
    if (type == u"TX_STATE_CHANGED") {
        const QString hash = config[u"tx_hash"].toString();
        if (hash.isEmpty())
            return EventError{70300, u"config.tx_hash is missing (%1)"_s.arg(jsonText(config))};
        if (!crypto::Hash256::parse(hash))
            return EventError{70301, u"Invalid tx hash (%1)"_s.arg(hash)};
        return std::nullopt;
    }
    return EventError{70009, u"Invalid event type (%1)"_s.arg(type)};
}

bool pathMatches(const QStringList &filter, const Path &written)
{
    if (filter.size() != written.size())
        return false;
    for (qsizetype i = 0; i < filter.size(); ++i) {
        if (filter[i] != written[i] && !filter[i].startsWith(u'$') && filter[i] != u"*")
            return false;
    }
    return true;
}

struct EventServer::Channel {
    qint64 id = 0;
    QWebSocket *socket = nullptr;
    QString customClientId;
    std::map<QString, EventFilter> filters; ///< by the client's id
    QElapsedTimer life;
    QElapsedTimer idle;
    qint64 createdAt = 0;
    bool alive = true;
};

EventServer::EventServer(const ChainNode &node, const ConnectionLimits &limits, QObject *parent)
    : QObject(parent), m_node(node), m_limits(limits), m_heartbeat(this)
{
    m_heartbeat.setInterval(HeartbeatMs);
    connect(&m_heartbeat, &QTimer::timeout, this, &EventServer::beat);
}

EventServer::~EventServer() { close(); }

Result<> EventServer::listen(quint16 port)
{
    m_server = std::make_unique<QWebSocketServer>(u"AIN practice network"_s, QWebSocketServer::NonSecureMode);
    connect(m_server.get(), &QWebSocketServer::newConnection, this, &EventServer::accept);
    m_gate =
        std::make_unique<HandshakeGate>([this](QTcpSocket *socket) { m_server->handleConnection(socket); }, m_limits);
    if (auto listening = m_gate->listen(port); !listening)
        return listening;
    m_heartbeat.start();
    return {};
}

QUrl EventServer::url() const { return QUrl(u"ws://127.0.0.1:%1"_s.arg(m_gate ? m_gate->port() : 0)); }

void EventServer::close()
{
    m_heartbeat.stop();
    while (!m_channels.empty())
        drop(m_channels.begin()->first);
    if (m_server)
        m_server->close();
    m_server.reset();
    // The gate's server owns the sockets of channels just dropped, which go when the event loop comes to them.
    if (m_gate) {
        m_gate->close();
        m_gate.release()->deleteLater();
    }
}

int EventServer::filterCount() const
{
    int count = 0;
    for (const auto &[id, channel] : m_channels)
        count += int(channel->filters.size());
    return count;
}

void EventServer::accept()
{
    while (QWebSocket *socket = m_server->nextPendingConnection()) {
        if (m_channels.size() >= MaxChannels) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        socket->setMaxAllowedIncomingMessageSize(MaxMessage);
        socket->setMaxAllowedIncomingFrameSize(MaxMessage);
        auto channel = std::make_unique<Channel>();
        m_lastChannelId = std::max(m_lastChannelId + 1, QDateTime::currentMSecsSinceEpoch());
        channel->id = m_lastChannelId;
        channel->socket = socket;
        channel->createdAt = QDateTime::currentMSecsSinceEpoch();
        channel->life.start();
        channel->idle.start();
        const qint64 id = channel->id;
        connect(socket, &QWebSocket::textMessageReceived, this, [this, id](const QString &text) {
            if (const auto found = m_channels.find(id); found != m_channels.end())
                receive(*found->second, text);
        });
        connect(socket, &QWebSocket::disconnected, this, [this, id] { drop(id); });
        m_channels.emplace(id, std::move(channel));
    }
}

void EventServer::drop(qint64 channelId)
{
    const auto found = m_channels.find(channelId);
    if (found == m_channels.end())
        return;
    QWebSocket *socket = found->second->socket;
    m_channels.erase(found);
    socket->disconnect(this);
    socket->abort();
    socket->deleteLater();
}

void EventServer::beat()
{
    std::vector<qint64> gone;
    for (auto &[id, channel] : m_channels) {
        if (!channel->alive || channel->idle.elapsed() > IdleLimitMs || channel->life.elapsed() > LifeLimitMs) {
            gone.push_back(id);
            continue;
        }
        channel->alive = false;
        send(*channel, u"PING"_s, json::Object{});
    }
    for (const qint64 id : gone)
        drop(id);
}

void EventServer::receive(Channel &channel, const QString &text)
{
    json::ParseLimits limits;
    limits.maxBytes = qsizetype(MaxMessage) * 4;
    limits.maxDepth = 32;
    const auto message = json::parse(text.toUtf8(), limits);
    if (!message)
        return; // as nodes do: no answer at all
    if (const auto error = dispatch(channel, *message, text))
        send(channel, u"EMIT_ERROR"_s, json::Object{{u"code"_s, error->code}, {u"message"_s, error->message}});
}

std::optional<EventError> EventServer::dispatch(Channel &channel, const json::Value &message, const QString &text)
{
    const QString type = message[u"type"].toString();
    const json::Value &data = message[u"data"];
    if (type.isEmpty())
        return EventError{70003, u"No message type in (%1)"_s.arg(text)};
    if (!data.isObject() && !data.isArray() && !data.isString())
        return EventError{70004, u"No message data in (%1)"_s.arg(text)};
    if (type == u"PONG") {
        channel.alive = true;
        return std::nullopt;
    }
    channel.idle.restart();
    if (type == u"SET_CUSTOM_CLIENT_ID") {
        const json::Value &id = data[u"customClientId"];
        if (!id.isString())
            return EventError{70040, u"Invalid custom client id: %1"_s.arg(jsonText(id))};
        channel.customClientId = id.toString().left(MaxClientIdLength);
        return std::nullopt;
    }
    // Ids come back up to their first colon only.
    const json::Value &idValue = data[u"id"];
    const QString id = (idValue.isString() ? idValue.toString() : jsonText(idValue)).section(u':', 0, 0);
    if (type == u"REGISTER_FILTER") {
        if (const auto error = registerFilter(channel, id, data)) {
            send(channel, u"EMIT_ERROR"_s,
                 json::Object{
                     {u"code"_s, FailedToRegister},
                     {u"message"_s,
                      u"Failed to register filter with filter ID: %1 due to error: %2"_s.arg(id, error->message)},
                     {u"filter_id"_s, id}});
        }
        return std::nullopt;
    }
    if (type == u"DEREGISTER_FILTER") {
        removeFilter(channel, id, u"DELETED_BY_USER"_s);
        return std::nullopt;
    }
    return EventError{70005, u"Invalid message type: %1"_s.arg(type)};
}

std::optional<EventError> EventServer::registerFilter(Channel &channel, const QString &id, const json::Value &data)
{
    if (filterCount() >= MaxFilters)
        return EventError{70015, u"The number of event filters exceeds its limit (%1)"_s.arg(MaxFilters)};
    if (int(channel.filters.size()) >= MaxFiltersPerChannel) {
        return EventError{
            70016, u"The number of event filters exceeds its limit per channel (%1)"_s.arg(MaxFiltersPerChannel)};
    }
    const QString type = data[u"type"].toString();
    const json::Value &config = data[u"config"];
    if (type.isEmpty())
        return EventError{70006, u"Can't find eventType from message.data (%1)"_s.arg(jsonText(data))};
    if (config.isNull())
        return EventError{70007, u"Can't find config from message.data (%1)"_s.arg(jsonText(data))};
    if (channel.filters.contains(id)) {
        return EventError{70008, u"Event filter ID %1:%2 is already in use"_s.arg(QString::number(channel.id), id)};
    }
    if (auto error = checkFilter(type, config))
        return error;

    EventFilter &filter = channel.filters[id];
    filter.type = type;
    filter.config = config;
    if (type == u"VALUE_CHANGED")
        filter.path = parsePath(config[u"path"].toString());
    if (type != u"TX_STATE_CHANGED")
        return std::nullopt;
    const json::Value known = m_node.transactionInfo(config[u"tx_hash"].toString());
    if (known.isNull()) {
        filter.timeout = std::make_unique<QTimer>();
        filter.timeout->setSingleShot(true);
        connect(filter.timeout.get(), &QTimer::timeout, this, [this, channelId = channel.id, id] {
            if (const auto found = m_channels.find(channelId); found != m_channels.end())
                removeFilter(*found->second, id, u"FILTER_TIMEOUT"_s);
        });
        filter.timeout->start(UnknownTransactionMs);
        return std::nullopt;
    }
    emitEvent(channel, id, type,
              json::Object{{u"transaction"_s, known[u"transaction"]},
                           {u"tx_state"_s, json::Object{{u"before"_s, nullptr}, {u"after"_s, known[u"state"]}}}});
    return std::nullopt;
}

void EventServer::removeFilter(Channel &channel, const QString &id, const QString &reason)
{
    if (const auto found = channel.filters.find(id); found != channel.filters.end()) {
        if (found->second.timeout)
            found->second.timeout.release()->deleteLater(); // it may be the caller
        channel.filters.erase(found);
    }
    emitEvent(channel, id, u"FILTER_DELETED"_s, json::Object{{u"filter_id"_s, id}, {u"reason"_s, reason}});
}

void EventServer::emitEvent(Channel &channel, const QString &id, const QString &type, json::Value payload)
{
    send(channel, u"EMIT_EVENT"_s,
         json::Object{{u"filter_id"_s, id}, {u"type"_s, type}, {u"payload"_s, std::move(payload)}});
}

void EventServer::send(Channel &channel, const QString &type, json::Value data)
{
    if (channel.socket->bytesToWrite() > MaxUnsent) { // a reader that never reads
        channel.alive = false;
        return;
    }
    channel.socket->sendTextMessage(jsonText(json::Object{{u"type"_s, type}, {u"data"_s, std::move(data)}}));
}

void EventServer::blockFinalized(const Block &block)
{
    for (auto &[channelId, channel] : m_channels) {
        for (auto &[id, filter] : channel->filters) {
            if (filter.type != u"BLOCK_FINALIZED")
                continue;
            const json::Value &wanted = filter.config[u"block_number"];
            if (wanted.isNull() || wanted.toInteger(-1) == block.number) {
                emitEvent(*channel, id, filter.type,
                          json::Object{{u"block_number"_s, block.number}, {u"block_hash"_s, block.hash}});
            }
        }
    }
}

void EventServer::valueChanged(const ValueChange &change, const json::Value &transaction)
{
    for (auto &[channelId, channel] : m_channels) {
        for (auto &[id, filter] : channel->filters) {
            if (filter.type != u"VALUE_CHANGED" || !pathMatches(filter.path, change.path))
                continue;
            const QString source = filter.config[u"event_source"].toString();
            if (!source.isEmpty() && source != change.eventSource)
                continue;
            json::Object params;
            for (qsizetype i = 0; i < filter.path.size(); ++i) {
                if (filter.path[i].startsWith(u'$'))
                    params.set(filter.path[i].mid(1), change.path[i]);
            }
            emitEvent(
                *channel, id, filter.type,
                json::Object{{u"filter_path"_s, filter.config[u"path"]},
                             {u"matched_path"_s, formatPath(change.path)},
                             {u"params"_s, std::move(params)},
                             {u"auth"_s, toJson(change.auth)},
                             {u"transaction"_s, transaction},
                             {u"event_source"_s, change.eventSource},
                             {u"values"_s, json::Object{{u"before"_s, change.before}, {u"after"_s, change.after}}}});
        }
    }
}

void EventServer::transactionChanged(const QString &hash, const json::Value &transaction, const json::Value &before,
                                     TxState after)
{
    for (auto &[channelId, channel] : m_channels) {
        std::vector<QString> ended;
        for (auto &[id, filter] : channel->filters) {
            if (filter.type != u"TX_STATE_CHANGED" || filter.config[u"tx_hash"].toString() != hash)
                continue;
            filter.timeout.reset();
            emitEvent(*channel, id, filter.type,
                      json::Object{{u"transaction"_s, transaction},
                                   {u"tx_state"_s, json::Object{{u"before"_s, before}, {u"after"_s, toText(after)}}}});
            if (isEndState(after))
                ended.push_back(id);
        }
        for (const QString &id : ended)
            removeFilter(*channel, id, u"END_STATE_REACHED"_s);
    }
}

json::Value EventServer::networkInfo() const
{
    return json::Object{{u"url"_s, url().toString() + u'/'},
                        {u"maxNumEventChannels"_s, MaxChannels},
                        {u"numEventChannels"_s, qint64(m_channels.size())},
                        {u"maxNumEventFilters"_s, MaxFilters},
                        {u"numEventFilters"_s, filterCount()}};
}

json::Value EventServer::filterInfo() const
{
    json::Object info;
    for (const auto &[channelId, channel] : m_channels) {
        for (const auto &[id, filter] : channel->filters) {
            const QString global = QString::number(channelId) + u':' + id;
            info.set(global, json::Object{{u"id"_s, global}, {u"type"_s, filter.type}, {u"config"_s, filter.config}});
        }
    }
    return json::Value(std::move(info));
}

json::Value EventServer::channelInfo() const
{
    json::Object info;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (const auto &[channelId, channel] : m_channels) {
        const QString id = QString::number(channelId);
        json::Array filters;
        for (const auto &[filterId, filter] : channel->filters)
            filters.emplace_back(id + u':' + filterId);
        info.set(id,
                 json::Object{{u"id"_s, id},
                              {u"remoteUrl"_s, channel->socket->peerAddress().toString()},
                              {u"customClientId"_s, channel->customClientId},
                              {u"eventFilterIds"_s, std::move(filters)},
                              {u"creationTimeMs"_s, channel->createdAt},
                              {u"lastMessagingTimeMs"_s, now - channel->idle.elapsed()},
                              {u"lifeTimeMs"_s, channel->life.elapsed()},
                              {u"idleTimeMs"_s, channel->idle.elapsed()}});
    }
    return json::Value(std::move(info));
}

} // namespace ain::sandbox
