// What the tests of state proofs share.
#pragma once

#include "core/json/parser.h"
#include "core/json/writer.h"
#include "core/light/finality.h"
#include "core/light/stateproof.h"
#include "tests/support/light/answerproof.h"
#include "tests/support/light/proofmaker.h"

#include <QFile>
#include <QTest>

namespace ain::light {

inline json::Value recorded(const QString &name)
{
    QFile file(QStringLiteral(AIN_TEST_DATA "/chain/") + name);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const Result<json::Value> parsed = json::parse(file.readAll());
    return parsed ? *parsed : json::Value();
}

/// A final block whose state has this hash: the first block of a network that begins with it.
inline FinalBlock blockOfState(const QString &stateHash, int chainId = 0)
{
    const QString zero = QStringLiteral("0x") + QString(64, u'0');
    json::Object fields{{QStringLiteral("last_hash"), QString(QLatin1String(""))},
                        {QStringLiteral("number"), 0},
                        {QStringLiteral("epoch"), 0},
                        {QStringLiteral("timestamp"), 1'700'000'000'000.0},
                        {QStringLiteral("proposer"), QStringLiteral("0x00ADEc28B6a845a085e03591bE7550dd68673C1C")},
                        {QStringLiteral("validators"), json::Object()},
                        {QStringLiteral("gas_amount_total"), 0},
                        {QStringLiteral("gas_cost_total"), 0},
                        {QStringLiteral("state_proof_hash"), stateHash}};
    for (const QLatin1StringView name : {QLatin1StringView("last_votes_hash"), QLatin1StringView("transactions_hash"),
                                         QLatin1StringView("receipts_hash"), QLatin1StringView("evidence_hash")})
        fields.set(QString(name), zero);
    const auto header = Header::read(json::Value(fields));
    if (!header)
        qFatal("no header");
    return testing::ProofMaker::believed(*header, chainId);
}

/// One file of tests/data/chain/proofs.
struct RecordedProof {
    StatePath path;
    json::Value answer; ///< of ain_getStateProof
    json::Value value;
    FinalBlock block;

    static RecordedProof load(const QString &name)
    {
        const json::Value file = recorded(QStringLiteral("proofs/") + name + QStringLiteral(".json"));
        const auto path = StatePath::parse(file[u"path"].toString());
        if (!path)
            qFatal("no path in %s", qPrintable(name));
        return {*path, file.at({u"proof_response", u"result", u"result"}),
                file.at({u"value_response", u"result", u"result"}),
                blockOfState(file.at({u"matching_block", u"state_proof_hash"}).toString())};
    }
    [[nodiscard]] Result<StateProof> proof() const { return testing::proofFromAnswer(answer, path, value); }
};

inline QString whatOf(const Error &error)
{
    return error.code.toString() + u' ' + error.args.value(QStringLiteral("what")).toString();
}

inline json::Value parsed(const char *text)
{
    const auto value = json::parse(QByteArrayView(text));
    return value ? *value : json::Value();
}

} // namespace ain::light
