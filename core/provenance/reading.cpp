#include "core/provenance/jumbf.h"
#include "core/provenance/manifest.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QCryptographicHash>
#include <QSet>

namespace ain::provenance {

using namespace Qt::StringLiterals;

namespace {

using namespace detail;

constexpr qsizetype MaxText = 512;
/// Of one value; in memory a hostile one is some sixty times as large. Claims and signatures are a few kilobytes.
constexpr qsizetype MaxCbor = 1024 * 1024;

/// One whole CBOR value and nothing behind it.
std::optional<QCborValue> parsed(const QByteArray &bytes)
{
    if (bytes.size() > MaxCbor)
        return std::nullopt;
    QCborParserError error;
    QCborValue value = QCborValue::fromCbor(bytes, &error);
    if (error.error != QCborError::NoError || error.offset != bytes.size())
        return std::nullopt;
    return value;
}

/// Undefined when there is none: QCborArray::first() of a list that is no constant reads past the end of an empty one.
QCborValue firstOf(const QCborArray &list) { return list.at(0); }

/// One line as it is read: nothing that moves the cursor, turns the direction or hides letters.
QString textOf(const QCborValue &value)
{
    QString text = value.toString().left(MaxText);
    text.removeIf([](QChar letter) {
        const QChar::Category category = letter.category();
        return category == QChar::Other_Control || category == QChar::Other_Format || category == QChar::Separator_Line
            || category == QChar::Separator_Paragraph;
    });
    return text;
}

std::optional<QCryptographicHash::Algorithm> hashNamed(const QString &name)
{
    if (name == u"sha256")
        return QCryptographicHash::Sha256;
    if (name == u"sha384")
        return QCryptographicHash::Sha384;
    if (name == u"sha512")
        return QCryptographicHash::Sha512;
    return std::nullopt;
}

/// Fills a report step by step; each step says whether to go on.
class Check {
public:
    Check(QByteArrayView png, const PngFile &file, QDateTime now) : m_png(png), m_file(file), m_now(std::move(now)) { }

    Report run()
    {
        if (m_file.manifests == 0)
            return m_report;
        m_report.standing = Standing::Valid;
        if (m_file.manifests > 1)
            (void)altered(fault::Several);
        else if (open() && assertions() && signature() && content())
            certificate();
        return m_report;
    }

private:
    bool altered(QLatin1StringView why)
    {
        m_report.standing = Standing::Altered;
        m_report.fault = why;
        return false;
    }
    bool unknown(QLatin1StringView why)
    {
        m_report.standing = Standing::Unknown;
        m_report.fault = why;
        return false;
    }

    bool open()
    {
        const auto store = jumbf::read(m_file.manifest);
        if (!m_file.isSumRight || !store || store->kind != jumbf::kind::Store || store->label != u"c2pa"
            || store->boxes.empty())
            return altered(fault::Form);
        m_manifest = store->boxes.back(); // the last one speaks for the file
        const jumbf::Box *claim = m_manifest.find(ClaimLabel);
        if (claim == nullptr)
            claim = m_manifest.find(u"c2pa.claim");
        const jumbf::Box *signature = m_manifest.find(SignatureLabel);
        const jumbf::Box *assertions = m_manifest.find(AssertionsLabel);
        if (claim == nullptr || signature == nullptr || assertions == nullptr
            || m_manifest.kind != jumbf::kind::Manifest || claim->kind != jumbf::kind::Claim
            || signature->kind != jumbf::kind::Signature || assertions->kind != jumbf::kind::Assertions)
            return altered(fault::Form);
        m_claim = claim->cbor;
        m_signature = signature->cbor;
        m_assertions = *assertions;
        const auto value = parsed(m_claim);
        if (!value || !value->isMap())
            return altered(fault::Form);
        m_claimMap = value->toMap();
        // Names of boxes are not signed, but this one stands in the claim; older claims name it without the way there.
        const QString place = m_claimMap[u"signature"_s].toString();
        if (place != u"self#jumbf=/c2pa/%1/%2"_s.arg(m_manifest.label, SignatureLabel)
            && place != u"self#jumbf=%1"_s.arg(SignatureLabel))
            return altered(fault::Form);
        // Version 1 has a list of generators, version 2 one.
        QCborValue generator = m_claimMap[u"claim_generator_info"_s];
        if (generator.isArray())
            generator = firstOf(generator.toArray());
        m_report.generator = (textOf(generator[u"name"_s]) + u' ' + textOf(generator[u"version"_s])).trimmed();
        return true;
    }

    bool assertions()
    {
        const QString usual = m_claimMap[u"alg"_s].toString(u"sha256"_s);
        QSet<QString> named;
        for (const QString &list : {u"created_assertions"_s, u"gathered_assertions"_s, u"assertions"_s}) {
            const QCborArray references = m_claimMap[list].toArray();
            for (const QCborValue reference : references) {
                const QString label = reference[u"url"_s].toString().section(u'/', -1);
                const jumbf::Box *box = m_assertions.find(label);
                if (box == nullptr || named.contains(label))
                    return altered(fault::Assertion);
                const auto algorithm = hashNamed(reference[u"alg"_s].toString(usual));
                if (!algorithm)
                    return unknown(fault::Algorithm);
                if (reference[u"hash"_s].toByteArray() != QCryptographicHash::hash(box->hashed, *algorithm))
                    return altered(fault::Assertion);
                named.insert(label);
            }
        }
        // A statement that nobody signed, or the same name twice.
        if (std::size_t(named.size()) != m_assertions.boxes.size())
            return altered(fault::Assertion);
        readActions();
        return true;
    }

    void readActions()
    {
        const jumbf::Box *box = m_assertions.find(ActionsLabel);
        if (box == nullptr)
            box = m_assertions.find(u"c2pa.actions");
        const auto value = box == nullptr ? std::nullopt : parsed(box->cbor);
        if (!value)
            return;
        const QCborValue action = firstOf((*value)[u"actions"_s].toArray());
        m_report.sourceType = textOf(action[u"digitalSourceType"_s]).section(u'/', -1);
        m_report.when = action[u"when"_s].toDateTime();
        m_report.model = textOf(action[u"parameters"_s][QString(ModelKey)]);
        m_report.modelSha256 = textOf(action[u"parameters"_s][QString(ModelHashKey)]);
    }

    bool signature()
    {
        const auto value = parsed(m_signature);
        if (!value)
            return altered(fault::Form);
        if (value->isTag() && value->tag() != QCborTag(QCborKnownTags::COSE_Sign1))
            return altered(fault::Form);
        const QCborArray parts = value->taggedValue(*value).toArray();
        if (parts.size() != 4 || !parts.at(1).isMap() || !parts.at(2).isNull())
            return altered(fault::Form);
        const QByteArray header = parts.at(0).toByteArray();
        const auto fields = parsed(header);
        if (!fields || !fields->isMap())
            return altered(fault::Form);
        constexpr qint64 chain = 33;
        QCborValue certificate = fields->toMap()[chain];
        if (certificate.isUndefined())
            certificate = parts.at(1).toMap()[chain]; // as versions before 2.0 had it
        if (certificate.isArray())
            certificate = firstOf(certificate.toArray());
        const QByteArray der = certificate.toByteArray();
        const auto signer = signerOf(der);
        if (!signer)
            return altered(fault::Form);
        m_signer = *signer;
        m_report.signer = textOf(signer->name);
        m_report.signerKey = signer->publicKey;
        constexpr qint64 algorithm = 1;
        switch (verify(der, fields->toMap()[algorithm].toInteger(), signedBytes(header, m_claim),
                       parts.at(3).toByteArray())) {
        case SignatureVerdict::Good: return true;
        case SignatureVerdict::Bad: return altered(fault::Signature);
        case SignatureVerdict::Unsupported: break;
        }
        return unknown(fault::Algorithm);
    }

    bool content()
    {
        const jumbf::Box *box = m_assertions.find(HashLabel);
        if (box == nullptr)
            return unknown(fault::Binding);
        const auto value = parsed(box->cbor);
        if (!value)
            return altered(fault::Form);
        const auto algorithm = hashNamed((*value)[u"alg"_s].toString(m_claimMap[u"alg"_s].toString(u"sha256"_s)));
        if (!algorithm)
            return unknown(fault::Algorithm);
        const QCborArray exclusions = (*value)[u"exclusions"_s].toArray();
        // Only the manifest itself may be left out: anything else could be changed unseen.
        if (exclusions.size() != 1 || exclusions.first()[u"start"_s].toInteger() != m_file.start
            || exclusions.first()[u"length"_s].toInteger() != m_file.length)
            return altered(fault::Content);
        QCryptographicHash hash(*algorithm);
        hash.addData(m_png.first(m_file.start));
        hash.addData(m_png.sliced(m_file.start + m_file.length));
        return hash.result() == (*value)[u"hash"_s].toByteArray() || altered(fault::Content);
    }

    void certificate()
    {
        if (m_now < m_signer.from || m_now > m_signer.until)
            (void)altered(fault::Certificate);
    }

    QByteArrayView m_png;
    const PngFile &m_file;
    QDateTime m_now;
    Report m_report;
    jumbf::Box m_manifest;
    jumbf::Box m_assertions;
    QByteArray m_claim;
    QByteArray m_signature;
    QCborMap m_claimMap;
    Signer m_signer;
};

} // namespace

Result<Report> check(QByteArrayView png, const QDateTime &now)
{
    const auto file = readPng(png);
    if (!file)
        return failure(file.error());
    return Check(png, *file, now).run();
}

} // namespace ain::provenance
