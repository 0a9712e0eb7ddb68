// What others are asked to draw: its one form, its limits, its signature, and the way to and from the studio's
// requests.
#include "core/json/parser.h"
#include "core/json/writer.h"
#include "tests/support/share/jobfixture.h"

#include <QTest>

#include <functional>

using namespace ain;
using namespace ain::share;
using namespace ain::share::test;
using namespace Qt::StringLiterals;

namespace {

QString codeOf(const Error &error) { return error.code.toString() + u' ' + error.args.value(u"what"_s).toString(); }

/// The object behind a path of keys; numbers are places in arrays.
json::Value &at(json::Value &value, const QStringList &path)
{
    json::Value *here = &value;
    for (const QString &key : path) {
        bool isNumber = false;
        const int index = key.toInt(&isNumber);
        here = isNumber ? &here->array()[std::size_t(index)] : &here->object().set(key, (*here)[key]);
    }
    return *here;
}

recipe::GenerationRequest request(recipe::Mode mode)
{
    recipe::GenerationRequest r;
    r.mode = mode;
    r.model = {.sha256 = hash(1)};
    r.vae = recipe::FileRef{.sha256 = hash(2)};
    r.loras = {{.file = {.sha256 = hash(4)}, .weight = 0.5}};
    r.prompt = u"a cat"_s;
    r.negative = u"dog"_s;
    r.width = 640;
    r.height = 512;
    r.seed = 7;
    r.clipSkip = 1;
    if (mode != recipe::Mode::TextToImage) {
        r.initImage = hash(6);
        r.strength = 0.5;
    }
    if (mode == recipe::Mode::Inpaint)
        r.mask = hash(7);
    return r;
}

JobTerms terms()
{
    return {.modelId = u"example"_s,
            .family = u"sd15"_s,
            .initBytes = 1000,
            .maskBytes = 500,
            .bid = Amount::fromMicro(500),
            .createdAt = Now,
            .requester = keyNumber(1).address(),
            .kx = kxOf(keyNumber(2).publicKey()),
            .nonce = hash(8).left(32)};
}

class TestSpec : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void whatIsReadIsWrittenAgain()
    {
        for (const JobSpec &spec : {plainSpec(), signedSpec()}) {
            const QByteArray text = json::canonical(toJson(spec));
            const auto again = parseJobSpec(text);
            QVERIFY2(again.has_value(), again ? "" : qPrintable(codeOf(again.error())));
            QCOMPARE(*again, spec);
            QCOMPARE(json::canonical(toJson(*again)), text);
        }
        const ExecutionReceipt receipt = receiptFor(signedSpec());
        const auto again = receiptFromJson(toJson(receipt));
        QVERIFY(again.has_value());
        QCOMPARE(*again, receipt);
    }

    // The id is that of every program: SHA-256 of the canonical text.
    void knownId()
    {
        QCOMPARE(jobId(plainSpec()), KnownId);
        QCOMPARE(jobId(signedSpec()), KnownId);
        QVERIFY(specHash(signedSpec()) != KnownId);
        QCOMPARE(signedText(plainSpec()), u"ain-job:"_s + KnownId);
    }

    void everyMemberIsNeededAndNoOther()
    {
        // Every member of every object: gone, renamed, or of another type, and the spec is refused.
        const json::Value whole = toJson(plainSpec());
        QList<QStringList> paths;
        const std::function<void(const json::Value &, const QStringList &)> walk = [&](const json::Value &value,
                                                                                       const QStringList &path) {
            if (value.isObject()) {
                paths.append(path);
                for (const auto &[key, member] : value.object())
                    walk(member, path + QStringList{key});
            }
            for (std::size_t i = 0; i < value.array().size(); ++i)
                walk(value.array()[i], path + QStringList{QString::number(i)});
        };
        walk(whole, {});
        QVERIFY(paths.size() >= 11);
        int tried = 0;
        for (const QStringList &path : paths) {
            json::Value copy = whole;
            const json::Object members = at(copy, path).object();
            for (const auto &[key, member] : members) {
                json::Value less = whole;
                at(less, path).object().remove(key);
                QVERIFY2(!jobSpecFromJson(less).has_value(), qPrintable(key));
                json::Value other = whole;
                at(other, path).object().set(key, json::Value(nullptr));
                QVERIFY2(!jobSpecFromJson(other).has_value(), qPrintable(key));
                ++tried;
            }
            json::Value more = whole;
            at(more, path).object().set(u"extra"_s, 1);
            const auto refused = jobSpecFromJson(more);
            QVERIFY(!refused.has_value());
            QCOMPARE(codeOf(refused.error()), u"share.format extra"_s);
        }
        QVERIFY(tried > 40);
    }

    void refusesWhatMayNotBe_data()
    {
        QTest::addColumn<QStringList>("path");
        QTest::addColumn<json::Value>("value");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const QStringList &path, const json::Value &value, const QString &code) {
            QTest::newRow(name) << path << value << code;
        };
        const QStringList params{u"params"_s};
        row("later version", {u"v"_s}, 2, u"share.newer "_s);
        row("older version", {u"v"_s}, 0, u"share.format v"_s);
        row("kind", {u"kind"_s}, u"video"_s, u"share.format kind"_s);
        row("family", {u"model"_s, u"family"_s}, u"other"_s, u"share.format family"_s);
        row("class", {u"model"_s, u"class"_s}, u"D"_s, u"share.format class"_s);
        row("model is a path", {u"model"_s, u"id"_s}, u"../model"_s, u"share.format id"_s);
        row("model is a URL", {u"model"_s, u"id"_s}, u"https://x/y"_s, u"share.format id"_s);
        row("file by name", {u"model"_s, u"files"_s, u"0"_s, u"sha256"_s}, u"model.gguf"_s, u"share.format sha256"_s);
        row("capital hash", {u"model"_s, u"files"_s, u"0"_s, u"sha256"_s}, hash(1).toUpper(), u"share.format sha256"_s);
        row("role twice", {u"model"_s, u"files"_s, u"1"_s, u"role"_s}, u"model"_s, u"share.format role"_s);
        row("order of roles", {u"model"_s, u"files"_s, u"2"_s, u"role"_s}, u"vae"_s, u"share.format role"_s);
        row("no model file", {u"model"_s, u"files"_s}, json::Array(), u"share.format files"_s);
        row("LoRA by URL", {u"model"_s, u"loras"_s, u"0"_s, u"sha256"_s}, u"https://x/lora"_s,
            u"share.format sha256"_s);
        row("LoRA's weight", {u"model"_s, u"loras"_s, u"0"_s, u"weight"_s}, 11, u"share.limit weight"_s);
        row("prompt too long", params + QStringList{u"prompt"_s}, QString(4097, u'a'), u"share.limit prompt"_s);
        row("prompt too long in bytes", params + QStringList{u"prompt"_s}, QString(1366, u'가'),
            u"share.limit prompt"_s);
        row("NUL", params + QStringList{u"prompt"_s}, QString(QChar::Null), u"share.format prompt"_s);
        row("half a character", params + QStringList{u"prompt"_s}, QString(QChar(0xd800)), u"share.format prompt"_s);
        row("width", params + QStringList{u"w"_s}, 770, u"share.format w"_s);
        row("no width", params + QStringList{u"w"_s}, 0, u"share.format w"_s);
        row("wide", params + QStringList{u"w"_s}, 8192, u"share.limit w"_s);
        row("steps", params + QStringList{u"steps"_s}, 61, u"share.limit steps"_s);
        row("half a step", params + QStringList{u"steps"_s}, 2.5, u"share.format steps"_s);
        row("no steps", params + QStringList{u"steps"_s}, 0, u"share.format steps"_s);
        row("sampler is a path", params + QStringList{u"sampler"_s}, u"/bin/sh"_s, u"share.format sampler"_s);
        row("seed too large", params + QStringList{u"seed"_s}, u"9007199254740992"_s, u"share.format seed"_s);
        row("seed written otherwise", params + QStringList{u"seed"_s}, u"007"_s, u"share.format seed"_s);
        row("seed is a number", params + QStringList{u"seed"_s}, 7, u"share.format seed"_s);
        row("negative seed", params + QStringList{u"seed"_s}, u"-1"_s, u"share.format seed"_s);
        row("guidance", params + QStringList{u"cfg"_s}, 101, u"share.limit cfg"_s);
        row("minus nothing", params + QStringList{u"cfg"_s}, -0.0, u"share.format cfg"_s);
        row("weights of another class", params + QStringList{u"weight_type"_s}, u"q4_0"_s,
            u"share.format weight_type"_s);
        row("several pictures", params + QStringList{u"n"_s}, 4, u"share.format n"_s);
        row("noise from elsewhere", params + QStringList{u"rng"_s}, u"cuda"_s, u"share.format rng"_s);
        row("strength", params + QStringList{u"strength"_s}, 1.5, u"share.limit strength"_s);
        row("inputs too large", {u"inputs"_s, u"0"_s, u"bytes"_s}, 8 * 1024 * 1024, u"share.limit inputs"_s);
        row("one input too large", {u"inputs"_s, u"0"_s, u"bytes"_s}, 8 * 1024 * 1024 + 1, u"share.limit bytes"_s);
        row("input's role", {u"inputs"_s, u"0"_s, u"role"_s}, u"script"_s, u"share.format role"_s);
        row("no inputs but a strength", {u"inputs"_s}, json::Array(), u"share.format inputs"_s);
        row("something else wanted", {u"want"_s}, json::Array{u"text/html"_s}, u"share.format want"_s);
        row("unit", {u"bid"_s, u"unit"_s}, u"hours"_s, u"share.format unit"_s);
        row("bid written otherwise", {u"bid"_s, u"max"_s}, u"0.5"_s, u"share.format max"_s);
        row("bid is a number", {u"bid"_s, u"max"_s}, 0.5, u"share.format max"_s);
        row("negative bid", {u"bid"_s, u"max"_s}, u"-1.000000"_s, u"share.format max"_s);
        row("time to live", {u"ttl_s"_s}, 24 * 3600 + 1, u"share.limit ttl_s"_s);
        row("address without checksum", {u"requester"_s}, keyNumber(1).address().toString().toLower(),
            u"share.format requester"_s);
        row("key", {u"kx"_s}, hash(1), u"share.format kx"_s);
        row("nonce", {u"nonce"_s}, QString(), u"share.format nonce"_s);
    }
    void refusesWhatMayNotBe()
    {
        QFETCH(const QStringList, path);
        QFETCH(const json::Value, value);
        QFETCH(const QString, code);
        json::Value spec = toJson(plainSpec());
        at(spec, path) = value;
        const auto read = jobSpecFromJson(spec);
        QVERIFY(!read.has_value());
        QCOMPARE(codeOf(read.error()), code);
    }

    void limitsAreInclusive()
    {
        JobSpec spec = plainSpec();
        spec.params.prompt = QString(1365, u'가') + u'a'; // 4096 bytes
        spec.params.negative = QString(4096, u'a');
        spec.params.width = spec.params.height = 2048;
        spec.params.steps = 60;
        spec.inputs[0].bytes = MaxInputBytes - spec.inputs[1].bytes;
        QVERIFY(jobSpecFromJson(toJson(spec)).has_value());
        spec.params.width = 2080;
        QCOMPARE(codeOf(jobSpecFromJson(toJson(spec)).error()), u"share.limit w"_s);
        QVERIFY(!parseJobSpec(QByteArray(MaxSpecBytes + 1, ' ')).has_value());
        QVERIFY(!parseJobSpec("[]").has_value());
        QVERIFY(!parseJobSpec("").has_value());
    }

    void signaturesCoverEverything()
    {
        const JobSpec spec = signedSpec();
        QVERIFY(verify(spec, ChainId).has_value());
        QVERIFY(!verify(spec, ChainId + 1).has_value()); // of another network
        QVERIFY(!verify(plainSpec(), ChainId).has_value());
        JobSpec other = spec;
        other.params.seed = 1;
        QCOMPARE(verify(other, ChainId).error().code, errors::ShareSignature);
        other = spec;
        other.requester = keyNumber(3).address();
        QVERIFY(!verify(other, ChainId).has_value());
        other.signature = signedBy(other, keyNumber(1)).signature; // by somebody else
        QVERIFY(!verify(other, ChainId).has_value());
        const ExecutionReceipt receipt = receiptFor(spec);
        QVERIFY(verify(receipt, ChainId).has_value());
        ExecutionReceipt changed = receipt;
        changed.gpuMs += 1;
        QVERIFY(!verify(changed, ChainId).has_value());
        QVERIFY(!verify(receipt, ChainId + 1).has_value());
    }

    void receiptsFitTheirJob()
    {
        const JobSpec spec = signedSpec();
        const ExecutionReceipt receipt = receiptFor(spec);
        QVERIFY(fits(receipt, spec).has_value());
        JobSpec other = spec;
        other.params.seed = 1;
        QVERIFY(!fits(receipt, other).has_value());
        QVERIFY(!fits(receipt, plainSpec()).has_value()); // of the same job, but not of what was signed
        ExecutionReceipt cheaper = receipt;
        cheaper.precision = PrecisionClass::B;
        QCOMPARE(fits(cheaper, spec).error().args.value(u"what"_s).toString(), u"class"_s);
        QCOMPARE(receipt.commitment().states, spec.params.steps + 1);
        QCOMPARE(receipt.commitment().root.size(), DigestBytes);
    }

    void receiptsOfPartsAndWithoutTrace()
    {
        ExecutionReceipt part = receiptFor(signedSpec());
        part.lastStep = 8;
        part.image.clear();
        QVERIFY(receiptFromJson(toJson(part)).has_value());
        QCOMPARE(part.commitment().states, 9);
        ExecutionReceipt rest = receiptFor(signedSpec());
        rest.firstStep = 8;
        QVERIFY(!receiptFromJson(toJson(rest)).has_value()); // from which state?
        rest.yieldedFrom = hash(16);
        QVERIFY(receiptFromJson(toJson(rest)).has_value());
        rest.image.clear(); // but has the picture
        QVERIFY(!receiptFromJson(toJson(rest)).has_value());
        ExecutionReceipt traceless = receiptFor(signedSpec());
        traceless.traceRoot.clear();
        QVERIFY(receiptFromJson(toJson(traceless)).has_value());
        QCOMPARE(traceless.commitment(), TraceCommitment());
        ExecutionReceipt bad = receiptFor(signedSpec());
        bad.lastStep = 21;
        QVERIFY(!receiptFromJson(toJson(bad)).has_value());
        bad = receiptFor(signedSpec());
        bad.endedAt = bad.startedAt - 1;
        QVERIFY(!receiptFromJson(toJson(bad)).has_value());
    }

    void onlyTheGrantedProviderReadsIt()
    {
        const JobSpec spec = signedSpec();
        const crypto::PrivateKey provider = keyNumber(4);
        const auto sealed = sealSpec(spec, kxOf(provider.publicKey()));
        QVERIFY(sealed.has_value());
        QVERIFY(*sealed != *sealSpec(spec, kxOf(provider.publicKey()))); // another key each time
        const auto opened = unsealSpec(provider, jobId(spec), *sealed, ChainId);
        QVERIFY(opened.has_value());
        QCOMPARE(*opened, spec);
        QCOMPARE(unsealSpec(keyNumber(5), jobId(spec), *sealed, ChainId).error().code, errors::ShareSealed);
        QCOMPARE(unsealSpec(provider, hash(1), *sealed, ChainId).error().code, errors::ShareSealed);
        QCOMPARE(unsealSpec(provider, jobId(spec), *sealed, ChainId + 1).error().code, errors::ShareSignature);
        for (const qsizetype place : {10, 60, 100, 200, int(sealed->size() - 1)}) {
            QString changed = *sealed;
            changed[place] = changed[place] == u'0' ? u'1' : u'0';
            QVERIFY(!unsealSpec(provider, jobId(spec), changed, ChainId).has_value());
        }
        QCOMPARE(unsealSpec(provider, jobId(spec), u"zz", ChainId).error().code, errors::ShareSealed);
        QCOMPARE(sealSpec(spec, u"02").error().code, errors::ShareFormat);
        const auto unsignedOne = sealSpec(plainSpec(), kxOf(provider.publicKey()));
        QCOMPARE(unsealSpec(provider, jobId(spec), *unsignedOne, ChainId).error().code, errors::ShareSignature);
        // A picture sealed for one job is none of another, and a spec no picture.
        const auto picture = seal(kxOf(provider.publicKey()), u"image", u"a", "png");
        QCOMPARE(unseal(provider, u"image", u"a", *picture)->bytes(), QByteArrayView("png"));
        QVERIFY(!unseal(provider, u"image", u"b", *picture).has_value());
        QVERIFY(!unseal(provider, u"spec", u"a", *picture).has_value());
        QCOMPARE(seal(kxOf(provider.publicKey()), u"image", u"a", QByteArray(MaxSealedBytes + 1, 'x')).error().code,
                 errors::ShareLimit);
    }

    void aRestBringsTheStateAlong()
    {
        const Rest rest{.spec = signedSpec(), .state = QByteArray(12'288, '\x3f')};
        const crypto::PrivateKey provider = keyNumber(4);
        const QString job = jobId(rest.spec);
        const auto sealed = sealRest(rest, kxOf(provider.publicKey()));
        QVERIFY(sealed.has_value());
        const auto opened = unseal(provider, RestPurpose, job, *crypto::EciesMessage::fromCompact(*sealed));
        QVERIFY(opened.has_value());
        const auto read = restOf(*opened, job, ChainId);
        QVERIFY(read.has_value());
        QCOMPARE(read->spec, rest.spec);
        QCOMPARE(read->state, rest.state);
        QVERIFY(!restOf(*opened, hash(1), ChainId).has_value());
        // The same words as a whole job are no rest, and the other way round.
        QVERIFY(!unsealSpec(provider, job, *sealed, ChainId).has_value());
        // Lengths that lie.
        for (const qsizetype most : {qsizetype(0), qsizetype(3), qsizetype(4), qsizetype(12'000), qsizetype(12'300)})
            QVERIFY(!restOf(opened->part(0, std::size_t(most)), job, ChainId).has_value());
        SecretBytes huge = SecretBytes::copyOf(QByteArray("\xff\xff\xff\x7f") + QByteArray(100, 'x'));
        QCOMPARE(restOf(huge, job, ChainId).error().code, errors::ShareLimit);
        const Rest tooLarge{.spec = rest.spec, .state = QByteArray(MaxStateBytes + 1, 'x')};
        QCOMPARE(sealRest(tooLarge, kxOf(provider.publicKey())).error().code, errors::ShareLimit);
    }

    void requestsBecomeSpecsAndBack()
    {
        for (const auto mode : {recipe::Mode::TextToImage, recipe::Mode::ImageToImage, recipe::Mode::Inpaint}) {
            const recipe::GenerationRequest wanted = request(mode);
            const auto spec = specOf(wanted, terms());
            QVERIFY2(spec.has_value(), spec ? "" : qPrintable(codeOf(spec.error())));
            const auto again = requestOf(*spec);
            QVERIFY(again.has_value());
            QCOMPARE(recipe::canonical(*again), recipe::canonical(wanted));
        }
        recipe::GenerationRequest flux = request(recipe::Mode::TextToImage);
        flux.encoders = {{.role = u"t5xxl"_s, .file = {.sha256 = hash(31)}},
                         {.role = u"clip_l"_s, .file = {.sha256 = hash(32)}}};
        const auto spec = specOf(flux, terms());
        QVERIFY(spec.has_value());
        QCOMPARE(recipe::canonical(*requestOf(*spec)), recipe::canonical(flux));
    }

    void whatOthersCannotDrawIsNotAsked()
    {
        const auto refusal = [](const recipe::GenerationRequest &wanted, const JobTerms &with) {
            const auto spec = specOf(wanted, with);
            return spec ? u"none"_s : codeOf(spec.error());
        };
        recipe::GenerationRequest r = request(recipe::Mode::TextToImage);
        QCOMPARE(refusal(r, terms()), u"none"_s);
        r.mode = recipe::Mode::Upscale;
        QCOMPARE(refusal(r, terms()), u"share.unsupported mode"_s);
        r = request(recipe::Mode::TextToImage);
        r.steps = 0;
        QCOMPARE(refusal(r, terms()), u"share.unsupported steps"_s);
        r = request(recipe::Mode::TextToImage);
        r.guidance = -1;
        QCOMPARE(refusal(r, terms()), u"share.unsupported guidance"_s);
        r = request(recipe::Mode::TextToImage);
        r.steps = 61;
        QCOMPARE(refusal(r, terms()), u"share.limit steps"_s);
        r = request(recipe::Mode::TextToImage);
        r.precision = u"q4_0"_s;
        QCOMPARE(refusal(r, terms()), u"share.format weight_type"_s);
        JobTerms b = terms();
        b.precision = PrecisionClass::B;
        QCOMPARE(refusal(r, b), u"none"_s);
        r = request(recipe::Mode::ImageToImage);
        JobTerms large = terms();
        large.initBytes = MaxInputBytes + 1;
        QCOMPARE(refusal(r, large), u"share.limit bytes"_s);
        r = request(recipe::Mode::TextToImage);
        r.width = 96; // for the built-in model only
        QVERIFY(refusal(r, terms()).startsWith(u"recipe.size"));
        JobTerms mini = terms();
        mini.family = u"ain_mini"_s;
        QCOMPARE(refusal(r, mini), u"none"_s);
        JobSpec control = plainSpec();
        control.inputs.append({.role = u"control"_s, .sha256 = hash(40), .bytes = 1});
        QVERIFY(jobSpecFromJson(toJson(control)).has_value());
        QCOMPARE(codeOf(requestOf(control).error()), u"share.unsupported control"_s);
    }

    void workHasAPrice()
    {
        JobSpec spec = plainSpec();
        spec.params.width = spec.params.height = 512;
        spec.params.steps = 20;
        QCOMPARE(workOf(spec), qint64(512) * 512 * 20 * 10);
        // 5.24288 mps at 0.0005 AIN
        QCOMPARE(priceOf(workOf(spec), Amount::fromMicro(500)), Amount::fromMicro(2622));
        QCOMPARE(workOf(spec, 0, 8) + workOf(spec, 8, 20), workOf(spec));
        QCOMPARE(workOf(spec, 8, 8), qint64(0));
        QCOMPARE(workOf(spec, -5, 100), workOf(spec));
        spec.model.family = u"qwen_image"_s;
        QCOMPARE(workOf(spec), qint64(512) * 512 * 20 * 120);
        spec.model.family = u"none"_s;
        QCOMPARE(workOf(spec), qint64(0));
        QCOMPARE(priceOf(1, Amount::fromMicro(1)), Amount::fromMicro(1)); // rounded up
        QCOMPARE(priceOf(0, Amount::fromMicro(1)), Amount());
        QCOMPARE(priceOf(qint64(1) << 60, Amount::fromMicro(Amount::MaxMicro)).micro(), Amount::MaxMicro);
    }

    void theHeaderHidesTheWords()
    {
        const JobSpec spec = signedSpec();
        const JobHeader header = headerOf(spec);
        QCOMPARE(header.job, jobId(spec));
        QCOMPARE(header.inputBytes, qint64(420'000));
        const Message post{.job = header.job, .saidAt = Now, .from = spec.requester, .body = Post{header}};
        const QByteArray text = encode(post);
        for (const QByteArray &word : {QByteArray("cat"), QByteArray("blurry"), hash(1).toLatin1(), hash(6).toLatin1()})
            QVERIFY(!text.contains(word));
    }

private:
    const QString KnownId = u"07bf0f04578bca72286f83cfd31d5178cbb72eedca0091019cc3cf38c55c76c6"_s;
};

} // namespace

QTEST_APPLESS_MAIN(TestSpec)
#include "test_spec.moc"
