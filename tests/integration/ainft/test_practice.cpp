// The life of a collection on the practice network, and what its rules refuse.
#include "core/ainft/ainft.h"
#include "core/ainft/cid.h"
#include "core/ainft/layout.h"
#include "core/ainft/layouts/operations.h"
#include "core/base/secretbytes.h"
#include "core/sandbox/practicenetwork.h"

#include <QCryptographicHash>
#include <QFile>
#include <QNetworkAccessManager>
#include <QTemporaryDir>
#include <QTest>

using namespace ain;
using namespace ain::ainft;
using namespace Qt::StringLiterals;

namespace {

template<typename T>
Result<T> wait(Task<T> task)
{
    std::optional<Result<T>> result;
    QObject context;
    std::move(task).then(&context, [&](Result<T> got) { result = std::move(got); });
    if (!QTest::qWaitFor([&] { return result.has_value(); }, 60'000))
        return failure(errors::Internal, {}, u"timed out"_s);
    return *std::move(result);
}

template<typename T>
QString codeOf(const Result<T> &result)
{
    return result ? QString() : result.error().code.toString();
}

QString words(const Error &error)
{
    return error.code.toString() + u' ' + QVariant(error.args).toMap().value(u"message"_s).toString() + u' '
        + error.detail;
}

#define REQUIRE(result) QVERIFY2((result).has_value(), (result) ? "" : qPrintable(words((result).error())))

class TestPractice : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(initializeSecretMemory());
        QVERIFY(m_directory.isValid());
        sandbox::PracticeOptions options;
        options.instant = true;
        m_practice = std::make_unique<sandbox::PracticeNetwork>(options);
        const auto started = m_practice->start();
        REQUIRE(started);
        m_vaultThread.start();
        m_storeThread.start();
        m_vault = std::make_unique<vault::Vault>(m_directory.filePath(u"vault"_s), &m_vaultThread, m_clock,
                                                 vault::KdfCost{1, 8192 * 1024});
        const auto created = wait(m_vault->create(SecretBytes()));
        REQUIRE(created);
        m_client = std::make_unique<chain::ChainClient>(
            chain::Network::practice(m_practice->rpcUrl(), m_practice->eventUrl(), m_practice->genesisHash()), m_http,
            m_clock);
        const auto connected = wait(m_client->connectToNetwork());
        REQUIRE(connected);
        m_wallet = std::make_unique<wallet::Wallet>(*m_vault, *m_client, m_clock, m_rng);
        m_store = std::make_unique<ContentStore>(m_directory.filePath(u"content"_s), &m_storeThread);
        m_ainft = std::make_unique<Ainft>(*m_wallet, *m_vault, *m_client, *m_store, m_clock);

        const auto creator = wait(m_wallet->createAccount(12, crypto::PathFamily::Ain, u"Creator"_s));
        REQUIRE(creator);
        const auto other = wait(m_wallet->createAccount(12, crypto::PathFamily::Ain, u"Other"_s));
        REQUIRE(other);
        m_creator = *creator;
        m_other = *other;
        for (const auto &account : {m_creator, m_other}) {
            const auto funded = m_practice->fund(account.address.toString(), Amount::fromMicro(100'000'000));
            REQUIRE(funded);
        }
        const auto image = wait(m_store->addBytes(QByteArray("GIF89a\x01\x00\x01\x00\0\0\0;", 14)));
        REQUIRE(image);
        m_image = *image;
    }
    void cleanupTestCase()
    {
        m_ainft.reset();
        m_store.reset();
        m_wallet.reset();
        m_client.reset();
        m_vault.reset();
        m_vaultThread.quit();
        m_storeThread.quit();
        m_vaultThread.wait();
        m_storeThread.wait();
    }

    void createsLocked()
    {
        const auto preview =
            wait(m_ainft->prepareCollection(m_creator.id, {u"Cats"_s, u"CATS"_s, u"Grey ones."_s, 2, Layout::Locked}));
        REQUIRE(preview);
        QCOMPARE(preview->draft.facts.first().id, u"explain.ainft_create"_s);
        QVERIFY(preview->draft.fee > Amount());
        confirm(preview->draft);
        const auto remembered = wait(m_ainft->remember(preview->collection));
        REQUIRE(remembered);
        const auto collection = wait(m_ainft->collection(preview->collection.objectId));
        REQUIRE(collection);
        QVERIFY(collection->layout == Layout::Locked);
        QVERIFY(collection->originChecked);
        QVERIFY(collection->isOnChain);
        QCOMPARE(collection->maxSupply, 2);
        QCOMPARE(collection->creator, m_creator.address);
        QCOMPARE(collection->description, u"Grey ones."_s);
        QCOMPARE(wait(m_ainft->collections())->size(), qsizetype(1));
        m_collection = *collection;
    }
    void mints()
    {
        const auto preview = wait(m_ainft->prepareMint(m_creator.id, draft(QString())));
        REQUIRE(preview);
        QCOMPARE(preview->token.tokenId, u"1"_s);
        QCOMPARE(preview->draft.facts.first().args[u"token"].toString(), u"1"_s);
        confirm(preview->draft);
        const auto token = wait(m_ainft->token(m_collection.objectId, u"1"_s));
        REQUIRE(token);
        QCOMPARE(token->owner, m_creator.address);
        QCOMPARE(token->name, u"Cat"_s);
        QCOMPARE(token->collectionName, u"Cats"_s);
        QCOMPARE(token->imageSha256, m_image.sha256);
        QCOMPARE(token->imageCid, m_image.cid);
        QCOMPARE(token->attributes.size(), qsizetype(1));
        QCOMPARE(token->tokenUri, u"ain://"_s + m_collection.appId + u"/tokens/1/metadata"_s);
        QVERIFY(token->imageIsLocal);
        QVERIFY(token->blockNumber > 0);
        const auto mine = wait(m_ainft->myTokens());
        REQUIRE(mine);
        QCOMPARE(mine->size(), qsizetype(1));
    }
    void refusesToMint()
    {
        QCOMPARE(codeOf(wait(m_ainft->prepareMint(m_creator.id, draft(u"1"_s)))), u"ainft.token_taken"_s);
        QCOMPARE(codeOf(wait(m_ainft->prepareMint(m_creator.id, draft(u"3"_s)))), u"ainft.supply"_s);
        QCOMPARE(codeOf(wait(m_ainft->prepareMint(m_creator.id, draft(u"02"_s)))), u"ainft.supply"_s);
        QCOMPARE(codeOf(wait(m_ainft->prepareMint(m_other.id, draft(QString())))), u"ainft.not_creator"_s);
        TokenDraft noImage = draft(QString());
        noImage.imageSha256 = QString(64, u'0');
        QCOMPARE(codeOf(wait(m_ainft->prepareMint(m_creator.id, noImage))), u"content.unknown"_s);
        TokenDraft elsewhere = draft(QString());
        elsewhere.objectId = m_other.address.toString();
        QCOMPARE(codeOf(wait(m_ainft->prepareMint(m_creator.id, elsewhere))), u"ainft.collection_unknown"_s);
    }
    void imagesOfFailedMintsGo()
    {
        const QByteArray picture("GIF89a\x03\x00\x01\x00\0\0\0;", 14);
        const auto image = wait(m_store->addBytes(picture));
        REQUIRE(image);
        TokenDraft taken = draft(u"1"_s);
        taken.imageSha256 = image->sha256;
        QCOMPARE(codeOf(wait(m_ainft->prepareMint(m_creator.id, taken))), u"ainft.token_taken"_s);
        REQUIRE(wait(m_ainft->releaseImage(*image)));
        QCOMPARE(codeOf(wait(m_store->find(image->sha256))), u"content.unknown"_s);
        // Trying again works; an image that was there before the attempt stays.
        REQUIRE(wait(m_store->addBytes(picture)));
        const auto again = wait(m_store->addBytes(picture));
        REQUIRE(again);
        REQUIRE(wait(m_ainft->releaseImage(*again)));
        REQUIRE(wait(m_store->find(image->sha256)));
        // So does one that a transaction names, new or not.
        Content named = m_image;
        named.isNew = true;
        REQUIRE(wait(m_ainft->releaseImage(named)));
        REQUIRE(wait(m_store->find(m_image.sha256)));
    }
    void brokenImagesAreNotMinted()
    {
        const QByteArray cut("GIF89a\x01\x00\x01\x00\0\0\0", 13);
        QCOMPARE(codeOf(wait(m_store->addBytes(cut))), u"content.cut"_s);
        // In the store since before such files were refused.
        const QString sha256 = QString::fromLatin1(QCryptographicHash::hash(cut, QCryptographicHash::Sha256).toHex());
        QFile file(m_directory.filePath(u"content/"_s + sha256));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(cut);
        file.close();
        TokenDraft token = draft(QString());
        token.imageSha256 = sha256;
        QCOMPARE(codeOf(wait(m_ainft->prepareMint(m_creator.id, token))), u"content.cut"_s);
    }
    /// The same refusals by the chain itself, for programs that do not check first.
    void chainRefuses()
    {
        const QString app = appPath(m_collection.appId);
        const auto mint = [&](const QString &id, const crypto::Address &to) {
            return mintOperation(Layout::Locked, {m_collection.appId, id, to, u"u"_s, {}});
        };
        refused(m_creator, mint(u"1"_s, m_creator.address), 12103); // owned already
        refused(m_creator, mint(u"3"_s, m_creator.address), 12103); // over the supply
        refused(m_creator, mint(u"02"_s, m_creator.address), 12103); // not a number as the rule writes it
        refused(m_other, mint(u"2"_s, m_other.address), 12103); // not the creator
        refused(m_creator,
                setRule(app + u"/tokens/1/owner"_s, json::Object{{u".rule"_s, json::Object{{u"write"_s, true}}}}),
                12302);
        refused(m_creator, setValue(app + u"/tokens/1"_s, json::Value()), 12101);
        refused(m_creator, setValue(app + u"/tokens/1/metadata"_s, json::Object{{u"name"_s, u"x"_s}}), 12103);
    }
    void transfers()
    {
        const auto none = wait(m_ainft->prepareTransfer(m_other.id, m_collection.objectId, u"1"_s, m_creator.address));
        QCOMPARE(codeOf(none), u"ainft.not_owner"_s);
        const auto self =
            wait(m_ainft->prepareTransfer(m_creator.id, m_collection.objectId, u"1"_s, m_creator.address));
        QCOMPARE(codeOf(self), u"wallet.to_self"_s);
        const auto absent =
            wait(m_ainft->prepareTransfer(m_creator.id, m_collection.objectId, u"2"_s, m_other.address));
        QCOMPARE(codeOf(absent), u"ainft.token_unknown"_s);

        const auto transfer =
            wait(m_ainft->prepareTransfer(m_creator.id, m_collection.objectId, u"1"_s, m_other.address));
        REQUIRE(transfer);
        QCOMPARE(transfer->facts.first().args[u"to"].toString(), m_other.address.toString());
        confirm(*transfer);
        QCOMPARE(wait(m_ainft->token(m_collection.objectId, u"1"_s))->owner, m_other.address);
    }
    void creatorCannotTakeBack()
    {
        refused(m_creator, transferOperation(m_collection.appId, u"1"_s, m_creator.address), 12103);
        refused(m_creator,
                setOwner(appPath(m_collection.appId),
                         json::Object{{m_creator.address.toString(),
                                       json::Object{{u"branch_owner"_s, true},
                                                    {u"write_function"_s, true},
                                                    {u"write_owner"_s, true},
                                                    {u"write_rule"_s, true}}}}),
                12502);
    }
    void sellsOut()
    {
        TokenDraft second = draft(QString());
        second.to = m_other.address;
        const auto preview = wait(m_ainft->prepareMint(m_creator.id, second));
        REQUIRE(preview);
        QCOMPARE(preview->token.tokenId, u"2"_s);
        confirm(preview->draft);
        QCOMPARE(codeOf(wait(m_ainft->prepareMint(m_creator.id, draft(QString())))), u"ainft.sold_out"_s);
        QCOMPARE(wait(m_ainft->tokensOf(m_collection.objectId))->size(), qsizetype(2));
        QCOMPARE(wait(m_ainft->mintedCount(m_collection.objectId)).value_or(0), 2);
    }
    void compatCanBeTakenBack()
    {
        const auto preview =
            wait(m_ainft->prepareCollection(m_creator.id, {u"Open"_s, u"OPEN"_s, {}, 1, Layout::Compat}));
        REQUIRE(preview);
        QVERIFY(warns(preview->draft, u"warn.creator_can_take_back"_s));
        confirm(preview->draft);
        const auto collection = wait(m_ainft->collection(preview->collection.appId));
        REQUIRE(collection);
        QVERIFY(collection->layout == Layout::Compat);
        QVERIFY(collection->originChecked);
        TokenDraft token = draft(QString());
        token.objectId = collection->objectId;
        token.to = m_other.address;
        const auto mint = wait(m_ainft->prepareMint(m_creator.id, token));
        REQUIRE(mint);
        QVERIFY(warns(mint->draft, u"warn.creator_can_take_back"_s));
        confirm(mint->draft);
        QVERIFY(wait(m_ainft->collection(collection->appId))->layout == Layout::Compat);
        // What the warning is about.
        const auto rule = wait(m_wallet->prepare(m_creator.id,
                                                 setRule(tokenPath(collection->appId, u"1"_s) + u"/owner"_s,
                                                         json::Object{{u".rule"_s, json::Object{{u"write"_s, true}}}}),
                                                 Amount(), {}));
        REQUIRE(rule);
        confirm(*rule);
        QVERIFY(wait(m_ainft->collection(collection->appId))->layout == Layout::Unknown);
    }
    void findsTokensOnTheNetwork()
    {
        const auto apps = wait(m_ainft->discover());
        REQUIRE(apps);
        QCOMPARE(apps->size(), qsizetype(2));
        QVERIFY(apps->contains(m_collection.appId));
        const auto tokens = wait(m_ainft->findMyTokens());
        REQUIRE(tokens);
        QCOMPARE(tokens->size(), qsizetype(3));
        auto cancelled = m_ainft->findMyTokens();
        m_ainft->cancelScan();
        QCOMPARE(codeOf(wait(std::move(cancelled))), u"cancelled"_s);
        // What the scan found is known from now on.
        QCOMPARE(wait(m_ainft->collections())->size(), qsizetype(2));
        QCOMPARE(wait(m_ainft->myTokens())->size(), qsizetype(3));
    }
    void remembersWithoutANode()
    {
        m_practice->stop();
        const auto collections = wait(m_ainft->collections());
        REQUIRE(collections);
        QCOMPARE(collections->size(), qsizetype(2));
        QCOMPARE(collections->first().name, u"Cats"_s);
        QVERIFY(!collections->first().isOnChain);
    }

private:
    [[nodiscard]] TokenDraft draft(const QString &id) const
    {
        TokenDraft token;
        token.objectId = m_collection.objectId;
        token.tokenId = id;
        token.name = u"Cat"_s;
        token.attributes = {{u"fur"_s, u"grey"_s}};
        token.imageSha256 = m_image.sha256;
        token.generation = json::Object{{u"seed"_s, 42}, {u"loras"_s, json::Array{u"x"_s}}};
        return token;
    }
    static bool warns(const wallet::Draft &draft, const QString &id)
    {
        return std::any_of(draft.warnings.begin(), draft.warnings.end(),
                           [&id](const wallet::Fact &fact) { return fact.id == id; });
    }
    void confirm(const wallet::Draft &draft)
    {
        const auto sent = wait(m_wallet->confirm(draft.id, QString()));
        REQUIRE(sent);
        const auto finished = wait(m_wallet->finished(sent->hash));
        REQUIRE(finished);
    }
    void refused(const vault::KeyRecord &account, const json::Value &operation, int code)
    {
        const auto prepared = wait(m_wallet->prepare(account.id, operation, Amount(), {}));
        QVERIFY(!prepared);
        QCOMPARE(prepared.error().code.toString(), u"wallet.would_fail"_s);
        QCOMPARE(prepared.error().args[u"code"_s].toInt(), code);
    }

    SystemClock m_clock;
    SystemRng m_rng;
    QTemporaryDir m_directory;
    QThread m_vaultThread;
    QThread m_storeThread;
    QNetworkAccessManager m_http;
    std::unique_ptr<sandbox::PracticeNetwork> m_practice;
    std::unique_ptr<vault::Vault> m_vault;
    std::unique_ptr<chain::ChainClient> m_client;
    std::unique_ptr<wallet::Wallet> m_wallet;
    std::unique_ptr<ContentStore> m_store;
    std::unique_ptr<Ainft> m_ainft;
    vault::KeyRecord m_creator;
    vault::KeyRecord m_other;
    Content m_image;
    Collection m_collection;
};

} // namespace

QTEST_GUILESS_MAIN(TestPractice)
#include "test_practice.moc"
