// Transactions signed and recovered per second on one core, beside bare libsecp256k1 on the same hashes and, when
// Node.js and the SDK are there, beside the SDK on the same bodies in the same run.
//   bench_crypto [FOLDER_WITH_NODE_MODULES]
#include "core/crypto/key.h"
#include "core/crypto/selftest.h"
#include "core/json/parser.h"
#include "core/json/writer.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QStringList>

#include <secp256k1_recovery.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <vector>

using namespace ain;
using namespace ain::crypto;
using namespace Qt::StringLiterals;

namespace {

constexpr int Rounds = 5;
constexpr qint64 RoundMs = 400;
constexpr char keyHex[] = "b22c95ffc4a5c096f7d7d0487ba963ce6ac945bdc91c79b64ce209de289bec96";

/// Operations per second: the best of some rounds, since other programs only ever make a round slower.
template<typename Operation>
double measure(Operation operation)
{
    double best = 0;
    for (int round = 0; round < Rounds; ++round) {
        QElapsedTimer timer;
        timer.start();
        int count = 0;
        while (timer.elapsed() < RoundMs) {
            for (int i = 0; i < 64; ++i)
                operation(count++);
        }
        best = std::max(best, count * 1e9 / double(timer.nsecsElapsed()));
    }
    return best;
}

std::vector<json::Value> bodies()
{
    QFile file(QStringLiteral(AIN_TEST_DATA "/sdk/transactions.json"));
    std::vector<json::Value> list;
    if (!file.open(QIODevice::ReadOnly))
        return list;
    const auto rows = json::parse(file.readAll());
    if (!rows)
        return list;
    for (const json::Value &row : (*rows)[u"rows"].array()) {
        const QString text = row[u"tx_body_json"].string();
        auto body = json::parse(text.toUtf8());
        // The everyday ones: the file has very long texts too, where hashing would be all there is to measure.
        if (body && row[u"survives_json_round_trip"].toBool() && text.size() < 400)
            list.push_back(std::move(*body));
    }
    return list;
}

void benchSdk(const QString &modules, double ourSign, double ourRecover)
{
    const QString node = QStandardPaths::findExecutable(u"node"_s);
    if (node.isEmpty() || modules.isEmpty()) {
        std::puts("SDK: not measured (needs Node.js and the folder of @ainblockchain/ain-util as argument)");
        return;
    }
    const QString script = uR"(
const { createRequire } = require('module');
const load = createRequire(process.argv[1] + '/node_modules/x.js');
const u = load('@ainblockchain/ain-util');
const rows = JSON.parse(require('fs').readFileSync(process.argv[2])).rows
    .filter(r => r.survives_json_round_trip && r.tx_body_json.length < 400).map(r => JSON.parse(r.tx_body_json));
const key = Buffer.from(process.argv[3], 'hex'), address = '0x00ADEc28B6a845a085e03591bE7550dd68673C1C';
const signed = rows.map(b => u.ecSignTransaction(b, key, 0));
function rate(f) { let best = 0; for (let r = 0; r < 3; ++r) { let n = 0; const t = process.hrtime.bigint(); let d;
    do { f(n++ % rows.length); d = Number(process.hrtime.bigint() - t) / 1e9; } while (d < 1); best = Math.max(best, n / d); }
    return best; }
console.log('RESULT ' + rate(i => u.ecSignTransaction(rows[i], key, 0)) + ' '
    + rate(i => { if (!u.ecVerifySig(rows[i], signed[i], address, 0)) throw 1; }));
)"_s;
    QProcess process;
    process.start(node,
                  {u"-e"_s, script, modules, QStringLiteral(AIN_TEST_DATA "/sdk/transactions.json"),
                   QString::fromLatin1(keyHex)});
    process.waitForFinished(60'000);
    const QString output = QString::fromUtf8(process.readAllStandardOutput());
    const QStringList parts = output.mid(std::max<qsizetype>(0, output.indexOf(u"RESULT"))).trimmed().split(u' ');
    if (process.exitCode() != 0 || parts.size() != 3) {
        std::puts("SDK: not measured (the script failed)");
        return;
    }
    const double sign = parts[1].toDouble();
    const double verify = parts[2].toDouble();
    std::printf("SDK sign              %10.0f /s   we are %.0f x\n", sign, ourSign / sign);
    std::printf("SDK verify            %10.0f /s   we are %.0f x\n", verify, ourRecover / verify);
}

} // namespace

int main(int argc, char **argv)
{
    if (!initializeSecretMemory() || !selfTest())
        return 1;
    const auto key = PrivateKey::fromHex(SecretBytes::copyOf(QByteArrayView(keyHex)));
    const std::vector<json::Value> body = bodies();
    if (!key || body.empty())
        return 1;
    std::vector<Hash256> hash;
    std::vector<QString> signature;
    std::vector<secp256k1_ecdsa_recoverable_signature> raw(body.size());
    struct Destroy {
        void operator()(secp256k1_context *context) const { secp256k1_context_destroy(context); }
    };
    const std::unique_ptr<secp256k1_context, Destroy> context(
        secp256k1_context_create(SECP256K1_CONTEXT_SIGN | SECP256K1_CONTEXT_VERIFY));
    for (std::size_t i = 0; i < body.size(); ++i) {
        hash.push_back(transactionHash(body[i]));
        signature.push_back(signTransaction(*key, body[i], 0));
        if (secp256k1_ecdsa_sign_recoverable(context.get(), &raw[i], hash[i].bytes.data(), key->bytes().data(), nullptr,
                                             nullptr)
            != 1)
            return 1;
    }
    const auto at = [&](int i) { return std::size_t(i) % body.size(); };

    const double canonicalHash = measure([&](int i) { (void)transactionHash(body[at(i)]); });
    const double bareSign = measure([&](int i) {
        secp256k1_ecdsa_recoverable_signature out;
        if (secp256k1_ecdsa_sign_recoverable(context.get(), &out, hash[at(i)].bytes.data(), key->bytes().data(),
                                             nullptr, nullptr)
            != 1)
            std::abort();
    });
    const double ourSign = measure([&](int i) { (void)signTransaction(*key, body[at(i)], 0); });
    const double bareRecover = measure([&](int i) {
        secp256k1_pubkey out;
        if (secp256k1_ecdsa_recover(context.get(), &out, &raw[at(i)], hash[at(i)].bytes.data()) != 1)
            std::abort();
    });
    const double ourRecover = measure([&](int i) { (void)recoverTransactionSigner(body[at(i)], signature[at(i)], 0); });
    std::printf("canonical + hash      %10.0f /s\n", canonicalHash);
    std::printf("bare sign             %10.0f /s\n", bareSign);
    std::printf("canonical+hash+sign   %10.0f /s   %.1f %% of bare\n", ourSign, 100 * ourSign / bareSign);
    std::printf("bare recover          %10.0f /s\n", bareRecover);
    std::printf("recover from text     %10.0f /s   %.1f %% of bare\n", ourRecover, 100 * ourRecover / bareRecover);
    benchSdk(argc > 1 ? QString::fromLocal8Bit(argv[1]) : QString(), ourSign, ourRecover);
    return 0;
}
