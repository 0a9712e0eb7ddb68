#include "gpu/share/pool/studiopainter.h"

#include "gpu/models/advice.h"
#include "gpu/models/parts.h"
#include "gpu/share/job/conversion.h"

#include <algorithm>

namespace ain::pool {

using namespace Qt::StringLiterals;

namespace {

struct FamilyName {
    QStringView model; ///< as the library calls it
    QStringView job; ///< as a JobSpec does
};
constexpr std::array FamilyNames = {
    FamilyName{u"SD 1.x", u"sd15"},           FamilyName{u"SDXL", u"sdxl"},
    FamilyName{u"FLUX.1", u"flux1"},          FamilyName{u"Z-Image", u"zimage"},
    FamilyName{u"Qwen-Image", u"qwen_image"}, FamilyName{u"ain-mini", u"ain_mini"},
};

} // namespace

StudioPainter::StudioPainter(share::StudioBackend &backend, const models::ModelLibrary &models, QString device)
    : m_backend(backend), m_models(models), m_device(std::move(device))
{
}

StudioPainter::~StudioPainter() = default;

QList<Offer> StudioPainter::offers() const
{
    const QList<models::Model> library = m_models.models();
    const QList<share::OfferedModel> able = m_backend.models();
    QList<Offer> offers;
    for (const share::OfferedModel &one : able) {
        const auto model = std::ranges::find(library, one.sha256, &models::Model::sha256);
        if (model == library.end() || offers.size() >= MaxOffers)
            continue;
        const auto family = std::ranges::find(FamilyNames, QStringView(model->family), &FamilyName::model);
        if (family == FamilyNames.end())
            continue;
        const models::Advice advice = models::adviceFor(*model);
        Offer offer;
        offer.id = one.id;
        offer.family = family->job.toString();
        offer.steps = std::clamp(advice.steps, 1, share::MaxJobSteps);
        offer.guidance = advice.guidance;
        offer.side = advice.side;
        offer.files.append({.role = u"model"_s, .sha256 = model->sha256});
        const models::Completion parts = models::complete(*model, library);
        if (parts.vae)
            offer.files.append({.role = u"vae"_s, .sha256 = parts.vae->sha256});
        for (const auto &[role, encoder] : parts.encoders)
            offer.files.append({.role = role, .sha256 = encoder.sha256});
        const bool isKnown =
            std::ranges::all_of(offer.files, [](const share::ModelFile &file) { return !file.sha256.isEmpty(); });
        if (isKnown)
            offers.append(offer);
    }
    return offers;
}

Task<QByteArray> StudioPainter::draw(QString job, share::JobSpec spec)
{
    const auto request = share::requestOf(spec);
    if (!request)
        co_return failure(request.error());
    const QList<recipe::GenerationRequest> one(1, *request);
    auto drawn = co_await m_backend.drawRequests(job, one);
    if (!drawn)
        co_return failure(drawn.error());
    QByteArray png = drawn->value(0);
    if (png.size() > share::MaxPictureBytes) {
        const QVariantMap args{{u"what"_s, u"PNG"_s}, {u"limit"_s, share::MaxPictureBytes}};
        co_return failure(errors::TooLarge, args);
    }
    co_return png;
}

} // namespace ain::pool
