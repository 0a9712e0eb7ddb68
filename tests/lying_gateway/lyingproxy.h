// A gateway between a client and a real node that passes everything on as it is, or tells one lie.
#pragma once

#include "core/json/value.h"

#include <QHash>
#include <QNetworkAccessManager>
#include <QPointer>
#include <QSet>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>

namespace ain::lying {

/// How an answer goes out.
struct Reply {
    enum class Way {
        Whole,
        Stall, ///< nothing ever comes
        Drip, ///< a byte now and then, for ever
        Endless, ///< as much as the client takes
        EndlessHeaders, ///< the same before any body
        CutOff, ///< half of it, then the connection is closed
        Refuse, ///< the connection is closed at once
    };
    Way way = Way::Whole;
    int status = 200;
    QByteArray body;
    QByteArray headers; ///< whole lines with \r\n
    qsizetype claimedLength = -1; ///< Content-Length other than the body's; the connection is closed after the body
};

struct Call {
    QString method;
    json::Object params;
    QUrl upstream; ///< who is asked
    json::Value payload; ///< inner `result` of the answer
    bool hasPayload = false; ///< the answer had one
    Reply reply;
};

/// One lie: what it changes before a node is asked, in the answer, and on the wire. Empty ones change nothing.
struct Twist {
    std::function<void(Call &)> request;
    std::function<void(Call &)> answer;
    std::function<void(Call &)> wire;
};

/// Thread: the one it is made in.
class LyingProxy : public QObject {
public:
    explicit LyingProxy(QUrl upstream, QObject *parent = nullptr);

    [[nodiscard]] QUrl url() const;
    /// Empty: honest from now on.
    void tell(Twist twist) { m_twist = std::move(twist); }

    /// Everything asked and answered while this is on, by method and parameters.
    void record(bool on) { m_isRecording = on; }
    [[nodiscard]] const QHash<QByteArray, json::Value> &archive() const { return m_archive; }
    [[nodiscard]] static QByteArray keyOf(const QString &method, const json::Object &params);

    void resetCounts();
    [[nodiscard]] int calls() const { return m_calls; }
    [[nodiscard]] qint64 bytesSent() const { return m_bytes; }
    /// Answers that were not what the node had said to this question.
    [[nodiscard]] int altered() const { return m_altered; }
    [[nodiscard]] const QStringList &methods() const { return m_methods; }

private:
    void read(QTcpSocket *socket);
    void ask(QPointer<QTcpSocket> socket, const json::Value &request);
    void tellTo(QPointer<QTcpSocket> socket, const json::Value &request, Call call, const QByteArray &honest,
                const QByteArray &body);
    void post(const QUrl &url, const QByteArray &body, std::function<void(int, const QByteArray &)> done);
    void send(QTcpSocket *socket, const Reply &reply);
    void drip(QTcpSocket *socket);
    void pour(QTcpSocket *socket, const QByteArray &chunk);
    void write(QTcpSocket *socket, const QByteArray &bytes);

    QUrl m_upstream;
    QHash<QTcpSocket *, QByteArray> m_buffers;
    Twist m_twist;
    QHash<QByteArray, json::Value> m_archive;
    QStringList m_methods;
    bool m_isRecording = false;
    int m_calls = 0;
    int m_altered = 0;
    qint64 m_bytes = 0;
    // Last: their sockets tell the rest of this when they go.
    QNetworkAccessManager m_http;
    QTcpServer m_server;
};

} // namespace ain::lying
