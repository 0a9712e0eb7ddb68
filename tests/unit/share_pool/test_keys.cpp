// Keys, certificate, invitations, the hub's books and the server's configuration.
#include "gpu/share/pool/certificate.h"
#include "gpu/share/pool/errors.h"
#include "gpu/share/pool/hub.h"

#include <sodium.h>

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace ain;
using namespace ain::pool;
using namespace Qt::StringLiterals;

namespace {

// From the documentation of NATS; everybody knows it.
constexpr QByteArrayView KnownSeed = "SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3VY";
constexpr QByteArrayView KnownPublic = "UDXU4RCSJNZOIQHZNWXHXORDPRTGNJAHAHFRGZNEEJCPQTT2M7NLCNF4";

QByteArray textOf(const SecretBytes &secret) { return secret.bytes().toByteArray(); }

class TestKeys : public QObject {
    Q_OBJECT

    SystemClock m_clock;

    static Membership membership()
    {
        Membership made;
        made.box = u"box-1"_s;
        made.host = u"192.168.0.7"_s;
        made.port = 4333;
        made.certificate = makeCertificate(1'800'000'000'000)->pem;
        made.key = std::make_shared<const BoxKey>(BoxKey::generate());
        return made;
    }
    static QFileDevice::Permissions others(const QString &path)
    {
        return QFileInfo(path).permissions()
            & (QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup | QFileDevice::ReadOther
               | QFileDevice::WriteOther | QFileDevice::ExeOther);
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void aKnownKeyReadsAndWrites()
    {
        const auto key = BoxKey::fromSeed(KnownSeed);
        QVERIFY(key);
        QCOMPARE(key->publicText(), KnownPublic.toByteArray());
        QCOMPARE(textOf(key->seed()), KnownSeed.toByteArray());
        QVERIFY(isPublicKey(KnownPublic));
    }

    void everyChangeOfAKeyIsNoticed()
    {
        for (qsizetype i = 0; i < KnownSeed.size(); ++i) {
            QByteArray changed = KnownSeed.toByteArray();
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            QVERIFY2(!BoxKey::fromSeed(changed), changed.constData());
        }
        for (qsizetype i = 0; i < KnownPublic.size(); ++i) {
            QByteArray changed = KnownPublic.toByteArray();
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            QVERIFY2(!isPublicKey(changed), changed.constData());
        }
        QVERIFY(!BoxKey::fromSeed({}));
        QVERIFY(!BoxKey::fromSeed(KnownPublic));
        QVERIFY(!BoxKey::fromSeed(KnownSeed.toByteArray().toLower()));
        QVERIFY(!BoxKey::fromSeed(KnownSeed.toByteArray() + 'A'));
        QVERIFY(!isPublicKey(KnownSeed));
    }

    void freshKeysDifferAndSign()
    {
        const BoxKey one = BoxKey::generate();
        const BoxKey other = BoxKey::generate();
        QVERIFY(one.publicText() != other.publicText());
        QVERIFY(isPublicKey(one.publicText()));
        const auto again = BoxKey::fromSeed(textOf(one.seed()));
        QVERIFY(again);
        QCOMPARE(again->publicText(), one.publicText());
        QVERIFY(again->sign("nonce") == one.sign("nonce"));
        QVERIFY(one.sign("nonce") != one.sign("nonce2"));
        QVERIFY(one.sign("nonce") != other.sign("nonce"));
    }

    void aCertificateHasAFingerprint()
    {
        const auto one = makeCertificate(m_clock.nowMs());
        const auto other = makeCertificate(m_clock.nowMs());
        QVERIFY(one && other);
        QCOMPARE(fingerprint(one->pem).size(), 64);
        QVERIFY(fingerprint(one->pem) != fingerprint(other->pem));
        QVERIFY(textOf(one->keyPem).startsWith("-----BEGIN PRIVATE KEY-----"));
        QVERIFY(fingerprint({}).isEmpty());
        QVERIFY(fingerprint("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n").isEmpty());
        QVERIFY2(fingerprint(one->pem + other->pem).isEmpty(), "a second one would be trusted unseen");
        QVERIFY(fingerprint(QByteArray(MaxCertificateBytes + 1, 'x')).isEmpty());
    }

    void anInvitationReadsBack()
    {
        const Membership made = membership();
        const QByteArray text = textOf(inviteText(made));
        QVERIFY(!text.contains('\n'));
        const auto read = membershipFromInvite("  " + text + "\r\n");
        QVERIFY(read);
        QCOMPARE(read->box, made.box);
        QCOMPARE(read->role, Role::Worker);
        QCOMPARE(read->address(), u"192.168.0.7:4333"_s);
        QCOMPARE(read->certificate, made.certificate);
        QCOMPARE(read->key->publicText(), made.key->publicText());
    }

    void aDamagedInvitationIsRefused()
    {
        const QByteArray text = textOf(inviteText(membership()));
        for (qsizetype length = 0; length < text.size(); length += 7)
            QVERIFY(!membershipFromInvite(text.first(length)));
        QVERIFY(!membershipFromInvite(QByteArray(MaxInviteBytes + 1, 'a')));
        QVERIFY(!membershipFromInvite("ain-pool-2." + text.mid(11)));
        for (auto bad : {u"box \"one\""_s, u"BOX"_s, u"-box"_s, QString(), u"a.b"_s, u"a*"_s, QString(33, u'a')}) {
            Membership wrong = membership();
            wrong.box = bad;
            QVERIFY2(!membershipFromInvite(inviteText(wrong).bytes()), qPrintable(bad));
        }
        for (auto bad : {u"host/path"_s, u"user@host"_s, QString(), u"-x"_s, u"a b"_s}) {
            Membership wrong = membership();
            wrong.host = bad;
            QVERIFY2(!membershipFromInvite(inviteText(wrong).bytes()), qPrintable(bad));
        }
    }

    void aMembershipIsKeptForItsOwnerAlone()
    {
        const QTemporaryDir folder;
        const QString directory = folder.filePath(u"pool"_s);
        QCOMPARE(loadMembership(directory).error().code, errors::PoolNotMember);
        const Membership made = membership();
        QVERIFY(saveMembership(directory, made));
        const auto read = loadMembership(directory);
        QVERIFY(read);
        QCOMPARE(read->key->publicText(), made.key->publicText());
        for (const QString &path : {directory, directory + u"/box.json"_s, directory + u"/box.seed"_s})
            QCOMPARE(others(path), QFileDevice::Permissions());
        QFile file(directory + u"/box.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains(textOf(made.key->seed())), "the seed stands in its own file");
        QFile seed(directory + u"/box.seed"_s);
        QVERIFY(seed.open(QIODevice::WriteOnly | QIODevice::Truncate));
        seed.write("SU");
        seed.close();
        QCOMPARE(loadMembership(directory).error().code, errors::PoolFile);
        QVERIFY(forgetMembership(directory));
        QCOMPARE(loadMembership(directory).error().code, errors::PoolNotMember);
    }

    void theHubLetsBoxesInAndOut()
    {
        const QTemporaryDir folder;
        const Hub hub(folder.filePath(u"pool"_s));
        QCOMPARE(hub.book().error().code, errors::PoolNotHub);
        QCOMPARE(hub.invite(u"a"_s, Role::Worker, u"host"_s, m_clock).error().code, errors::PoolNotHub);
        QVERIFY(hub.open(u"hub"_s, {}, m_clock));
        const auto invited = hub.invite(u"box-1"_s, Role::Worker, u"192.168.0.7"_s, m_clock);
        QVERIFY(invited);
        QCOMPARE(hub.invite(u"box-1"_s, Role::Worker, u"host"_s, m_clock).error().code, errors::PoolNameTaken);
        QCOMPARE(hub.invite(u"hub"_s, Role::Worker, u"host"_s, m_clock).error().code, errors::PoolNameTaken);
        QCOMPARE(hub.invite(u"Box"_s, Role::Worker, u"host"_s, m_clock).error().code, errors::PoolName);
        const auto book = hub.book();
        QVERIFY(book);
        QCOMPARE(book->boxes.size(), 2);
        QCOMPARE(book->boxes[1].key, invited->key->publicText());
        // What stays is no key.
        QFile file(hub.bookFile());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains(textOf(invited->key->seed())));
        QCOMPARE(hub.remove(u"hub"_s).error().code, errors::PoolBoxUnknown);
        QVERIFY(hub.remove(u"box-1"_s));
        QCOMPARE(hub.remove(u"box-1"_s).error().code, errors::PoolBoxUnknown);
        // Opening it again keeps keys and certificate, and takes the settings.
        const auto own = loadMembership(folder.filePath(u"pool"_s));
        HubSettings other;
        other.port = 4999;
        QVERIFY(hub.open(u"other"_s, other, m_clock));
        const auto again = loadMembership(folder.filePath(u"pool"_s));
        QVERIFY(own && again);
        QCOMPARE(again->key->publicText(), own->key->publicText());
        QCOMPARE(again->certificate, own->certificate);
        QCOMPARE(again->port, 4999);
    }

    void aBoxOfAnotherPoolServesNone()
    {
        const QTemporaryDir folder;
        QVERIFY(saveMembership(folder.filePath(u"pool"_s), membership()));
        const auto opened = Hub(folder.filePath(u"pool"_s)).open(u"hub"_s, {}, m_clock);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, errors::PoolIsMember);
    }

    void theConfigurationGivesEachBoxItsOwn()
    {
        HubBook book;
        book.settings.listen = u"192.168.0.7"_s;
        book.settings.port = 4333;
        book.boxes.append({.name = u"hub"_s, .key = BoxKey::generate().publicText(), .role = Role::Member});
        book.boxes.append({.name = u"box-1"_s, .key = KnownPublic.toByteArray(), .role = Role::Worker});
        const auto text = serverConfig(book, u"/srv/pool data"_s);
        QVERIFY(text);
        QVERIFY(text->contains("host: \"192.168.0.7\"\nport: 4333\n"));
        QVERIFY(text->contains("tls: { cert_file: \"/srv/pool data/certificate.pem\""));
        QVERIFY(text->contains("max_file_store: 4294967296"));
        QVERIFY2(!text->contains("http"), "no monitoring");
        QVERIFY2(!text->contains("verify: false") && !text->contains("no_auth_user"), "nobody comes in unasked");
        const QList<QByteArray> lines = text->split('\n');
        const auto lineOf = [&lines](const QByteArray &key) {
            for (const QByteArray &line : lines) {
                if (line.contains(key))
                    return line;
            }
            return QByteArray();
        };
        QVERIFY(!lineOf(book.boxes[0].key).contains("permissions"));
        const QByteArray worker = lineOf(book.boxes[1].key);
        for (const char *allowed : {"\"RESULTS.*.box-1.*\"", "\"PARTS.*.box-1.*.*.*\"", "\"$KV.CAPS.box-1\"",
                                    "\"_INBOX.box-1.>\"", "\"$JS.API.CONSUMER.MSG.NEXT.JOBS.*\""})
            QVERIFY2(worker.contains(allowed), allowed);
        for (const char *forbidden : {"\"JOBS.", "\">\"", "\"RESULTS.>\"", "\"_INBOX.>\"", "STREAM", "\"$JS.API.>\""})
            QVERIFY2(!worker.contains(forbidden), forbidden);
        QVERIFY(!serverConfig(book, u"/srv/\"quoted\""_s));
        QVERIFY(!serverConfig(book, u"/srv/line\nend"_s));
        QVERIFY(!serverConfig(book, u"/srv/back\\slash"_s));
        QVERIFY(serverConfig(book, u"/home/철수/pool"_s));
    }

    void damagedBooksAreToldAndKept()
    {
        const QTemporaryDir folder;
        const Hub hub(folder.filePath(u"pool"_s));
        QVERIFY(hub.open(u"hub"_s, {}, m_clock));
        for (const QByteArray &text :
             {QByteArray("{"), QByteArray("[]"), QByteArray(R"({"v":1,"boxes":[]})"), QByteArray(300'000, ' '),
              QByteArray(R"({"v":1,"listen":"a b","port":4222,"file_bytes":1,"memory_bytes":1,"connections":1,)"
                         R"("boxes":[{"name":"hub","key":"U","role":"member","created":1}]})")}) {
            QFile file(hub.bookFile());
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
            file.write(text);
            file.close();
            const auto book = hub.book();
            QVERIFY(!book);
            QCOMPARE(book.error().code, errors::PoolFile);
            QVERIFY(!hub.open(u"hub"_s, {}, m_clock));
        }
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestKeys)
#include "test_keys.moc"
