#include "core/provenance/manifest.h"

#include "core/provenance/jumbf.h"

#include <QCborStreamWriter>
#include <QCryptographicHash>
#include <QUuid>

namespace ain::provenance {

using namespace Qt::StringLiterals;

namespace detail {

QByteArray signedBytes(const QByteArray &protectedHeader, const QByteArray &claim)
{
    QByteArray out;
    QCborStreamWriter cbor(&out);
    cbor.startArray(4);
    cbor.append("Signature1"_L1);
    cbor.append(protectedHeader);
    cbor.append(QByteArray());
    cbor.append(claim);
    cbor.endArray();
    return out;
}

} // namespace detail

namespace {

using namespace detail;

constexpr qint64 Es256 = -7;
constexpr int CertificateHeader = 33; ///< x5chain, RFC 9360
constexpr int ThreeBytes = 1000; ///< a length from here to 65,535 is written in three bytes
constexpr qsizetype SignatureSize = 64;

QByteArray sha256(const QByteArray &bytes) { return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256); }

void member(QCborStreamWriter &cbor, QLatin1StringView name, const QString &value)
{
    cbor.append(name);
    cbor.append(value);
}

void program(QCborStreamWriter &cbor, const QString &version)
{
    cbor.startMap(2);
    member(cbor, "name"_L1, u"AIN Studio"_s);
    member(cbor, "version"_L1, version);
    cbor.endMap();
}

QByteArray actionsCbor(const Statement &statement)
{
    const bool hasHash = !statement.modelSha256.isEmpty();
    QByteArray out;
    QCborStreamWriter cbor(&out);
    cbor.startMap(1);
    cbor.append("actions"_L1);
    cbor.startArray(1);
    cbor.startMap(statement.model.isEmpty() ? 4 : 5);
    member(cbor, "action"_L1, u"c2pa.created"_s);
    cbor.append("when"_L1);
    cbor.append(QCborKnownTags::DateTimeString);
    cbor.append(statement.when.toUTC().toString(Qt::ISODate));
    cbor.append("softwareAgent"_L1);
    program(cbor, statement.version);
    member(cbor, "digitalSourceType"_L1,
           SourcePrefix
               + (statement.isFromPicture ? "compositeWithTrainedAlgorithmicMedia"_L1 : "trainedAlgorithmicMedia"_L1));
    if (!statement.model.isEmpty()) {
        cbor.append("parameters"_L1);
        cbor.startMap(hasHash ? 2 : 1);
        member(cbor, ModelKey, statement.model);
        if (hasHash)
            member(cbor, ModelHashKey, statement.modelSha256);
        cbor.endMap();
    }
    cbor.endMap();
    cbor.endArray();
    cbor.endMap();
    return out;
}

QByteArray hashCbor(qint64 start, qint64 length, const QByteArray &hash)
{
    QByteArray out;
    QCborStreamWriter cbor(&out);
    cbor.startMap(5);
    cbor.append("exclusions"_L1);
    cbor.startArray(1);
    cbor.startMap(2);
    cbor.append("start"_L1);
    cbor.append(start);
    cbor.append("length"_L1);
    cbor.append(length);
    cbor.endMap();
    cbor.endArray();
    member(cbor, "name"_L1, u"jumbf manifest"_s);
    member(cbor, "alg"_L1, u"sha256"_s);
    cbor.append("hash"_L1);
    cbor.append(hash);
    cbor.append("pad"_L1);
    cbor.append(QByteArray());
    cbor.endMap();
    return out;
}

jumbf::Box cborBox(QByteArrayView kind, QLatin1StringView label, const QByteArray &cbor)
{
    jumbf::Box box;
    box.kind = kind.toByteArray();
    box.label = label;
    box.cbor = cbor;
    return box;
}

QByteArray claimCbor(const Statement &statement, const QString &manifest, const QString &instance,
                     const jumbf::Box &assertions)
{
    QByteArray out;
    QCborStreamWriter cbor(&out);
    cbor.startMap(5);
    member(cbor, "instanceID"_L1, instance);
    cbor.append("claim_generator_info"_L1);
    program(cbor, statement.version);
    member(cbor, "signature"_L1, u"self#jumbf=/c2pa/%1/%2"_s.arg(manifest, SignatureLabel));
    cbor.append("created_assertions"_L1);
    cbor.startArray(assertions.boxes.size());
    for (const jumbf::Box &one : assertions.boxes) {
        cbor.startMap(2);
        member(cbor, "url"_L1, u"self#jumbf=%1/%2"_s.arg(AssertionsLabel, one.label));
        cbor.append("hash"_L1);
        cbor.append(sha256(jumbf::hashedPart(one)));
        cbor.endMap();
    }
    cbor.endArray();
    member(cbor, "alg"_L1, u"sha256"_s);
    cbor.endMap();
    return out;
}

QByteArray signatureCbor(const QByteArray &protectedHeader, const QByteArray &signature)
{
    QByteArray out;
    QCborStreamWriter cbor(&out);
    cbor.append(QCborKnownTags::COSE_Sign1);
    cbor.startArray(4);
    cbor.append(protectedHeader);
    cbor.startMap(0);
    cbor.endMap();
    cbor.append(nullptr); // the claim lies beside it
    cbor.append(signature);
    cbor.endArray();
    return out;
}

QByteArray headerCbor(const QByteArray &certificate)
{
    QByteArray out;
    QCborStreamWriter cbor(&out);
    cbor.startMap(2);
    cbor.append(1); // alg
    cbor.append(Es256);
    cbor.append(CertificateHeader);
    cbor.append(certificate);
    cbor.endMap();
    return out;
}

/// The whole store. `length` of the chunk is part of what is signed, and follows from the rest.
QByteArray store(const Statement &statement, const Credential &credential, const QString &manifest,
                 const QString &instance, const QByteArray &certificate, qint64 start, qint64 length,
                 const QByteArray &hash, bool isSigned)
{
    jumbf::Box assertions;
    assertions.kind = jumbf::kind::Assertions.toByteArray();
    assertions.label = AssertionsLabel;
    assertions.boxes.push_back(cborBox(jumbf::kind::Cbor, ActionsLabel, actionsCbor(statement)));
    assertions.boxes.push_back(cborBox(jumbf::kind::Cbor, HashLabel, hashCbor(start, length, hash)));
    const QByteArray claim = claimCbor(statement, manifest, instance, assertions);
    const QByteArray header = headerCbor(certificate);
    const QByteArray signature =
        isSigned ? credential.sign(signedBytes(header, claim)) : QByteArray(SignatureSize, '\0');
    if (signature.size() != SignatureSize)
        return {};
    jumbf::Box one;
    one.kind = jumbf::kind::Manifest.toByteArray();
    one.label = manifest;
    one.boxes.push_back(std::move(assertions));
    one.boxes.push_back(cborBox(jumbf::kind::Claim, ClaimLabel, claim));
    one.boxes.push_back(cborBox(jumbf::kind::Signature, SignatureLabel, signatureCbor(header, signature)));
    jumbf::Box all;
    all.kind = jumbf::kind::Store.toByteArray();
    all.label = u"c2pa"_s;
    all.boxes.push_back(std::move(one));
    return jumbf::written(all);
}

} // namespace

Result<QByteArray> signedPng(QByteArrayView png, const Statement &statement, const Credential &credential)
{
    auto plain = withoutManifests(png);
    if (!plain)
        return plain;
    const auto file = readPng(*plain);
    if (!file)
        return failure(file.error());
    const QString manifest = u"urn:c2pa:"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
    const QString instance = u"xmp:iid:"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
    const QByteArray certificate = credential.certificate();
    const QByteArray hash = sha256(*plain);
    const auto make = [&](qint64 length, bool isSigned) {
        return store(statement, credential, manifest, instance, certificate, file->headerEnd, length, hash, isSigned);
    };
    // Every length between 256 and 65,535 has as many digits: the second one is as long as the first.
    const qint64 length = manifestChunk(make(ThreeBytes, false)).size();
    const QByteArray chunk = manifestChunk(make(length, true));
    if (chunk.size() != length || length < 256 || length > 65'535)
        return failure(errors::Internal, {}, u"a manifest of %1 bytes"_s.arg(chunk.size()));
    plain->insert(file->headerEnd, chunk);
    return plain;
}

} // namespace ain::provenance
