#include "app/cli/studiochoice.h"

#include "app/cli/jsonviews.h"

#include <QFileInfo>

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype leastDigits = 8;

QString kindName(models::Kind kind)
{
    switch (kind) {
    case models::Kind::Checkpoint: return u"checkpoint"_s;
    case models::Kind::DiffusionPart: return u"diffusion_part"_s;
    case models::Kind::Vae: return u"vae"_s;
    case models::Kind::Lora: return u"lora"_s;
    case models::Kind::Upscaler: return u"upscaler"_s;
    case models::Kind::TextEncoder: return u"text_encoder"_s;
    case models::Kind::Embedding: return u"embedding"_s;
    case models::Kind::Mini: return u"mini"_s;
    case models::Kind::Unknown: return u"unknown"_s;
    }
    return {};
}

QString verifiedName(models::Verified verified)
{
    switch (verified) {
    case models::Verified::NotHashed: return u"not_hashed"_s;
    case models::Verified::Hashing: return u"hashing"_s;
    case models::Verified::Verified: return u"verified"_s;
    case models::Verified::NotVerified: return u"not_verified"_s;
    case models::Verified::Mismatch: return u"mismatch"_s;
    }
    return {};
}

} // namespace

Result<models::Model> modelByText(const QList<models::Model> &models, const QString &text)
{
    const QString path = QFileInfo(text).absoluteFilePath();
    QList<models::Model> found;
    for (const models::Model &model : models) {
        if (model.id == text || model.path == path || (!model.sha256.isEmpty() && model.sha256 == text.toLower()))
            return model;
        const bool byHash = text.size() >= leastDigits && model.sha256.startsWith(text.toLower());
        if (byHash || model.name.compare(text, Qt::CaseInsensitive) == 0
            || QFileInfo(model.path).fileName().compare(text, Qt::CaseInsensitive) == 0)
            found += model;
    }
    if (found.size() == 1)
        return found.constFirst();
    if (found.isEmpty())
        return failure(errors::CliModelUnknown, {{u"name"_s, text}});
    QStringList which;
    for (const models::Model &model : std::as_const(found))
        which += model.id;
    return failure(errors::CliModelUnclear, {{u"name"_s, text}, {u"which"_s, which.join(u", "_s)}});
}

json::Value toJson(const models::Model &model)
{
    json::Object licence;
    licence.set(u"id"_s, model.licence.id);
    licence.set(u"name"_s, model.licence.name);
    licence.set(u"known"_s, model.licence.known);
    licence.set(u"commercial"_s, model.licence.known ? json::Value(model.licence.allowsCommercial) : json::Value());
    json::Object out;
    out.set(u"id"_s, model.id);
    out.set(u"name"_s, model.name);
    out.set(u"path"_s, model.path);
    out.set(u"kind"_s, kindName(model.kind));
    out.set(u"family"_s, model.family);
    out.set(u"format"_s, model.format == models::Format::Gguf ? u"gguf"_s : u"safetensors"_s);
    out.set(u"weight_type"_s, model.weightType);
    out.set(u"bytes"_s, model.bytes);
    out.set(u"parameters"_s, model.parameters);
    out.set(u"sha256"_s, model.sha256.isEmpty() ? json::Value() : json::Value(model.sha256));
    out.set(u"state"_s, verifiedName(model.verified));
    out.set(u"licence"_s, std::move(licence));
    if (model.isMissing)
        out.set(u"missing"_s, true);
    if (!model.reason.isEmpty())
        out.set(u"unusable"_s, model.reason);
    return out;
}

} // namespace ain::cli
