#include "app/services/poolorder.h"

#include "gpu/share/pool/errors.h"

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype LeastHashDigits = 8;

} // namespace

Result<pool::Offer> offerOf(const pool::Fleet &fleet, const QString &wanted)
{
    for (const pool::FleetBox &box : fleet.boxes) {
        for (const pool::Offer &offer : box.caps.offers) {
            const bool isHash = wanted.size() >= LeastHashDigits && offer.files.constFirst().sha256.startsWith(wanted);
            if (wanted.isEmpty() || offer.id == wanted || isHash)
                return offer;
        }
    }
    if (wanted.isEmpty() || fleet.boxes.isEmpty())
        return failure(errors::PoolNobody);
    return failure(errors::PoolModel, {{u"name"_s, wanted}});
}

Result<QList<share::JobSpec>> specsOf(const QList<recipe::GenerationRequest> &requests, const pool::Fleet &fleet,
                                      qint64 nowMs, Rng &rng)
{
    if (requests.isEmpty() || requests.size() > MostPoolPictures)
        return failure(errors::InvalidArgument, {{u"what"_s, u"pictures"_s}});
    QList<share::JobSpec> specs;
    for (const recipe::GenerationRequest &request : requests) {
        const auto offer = offerOf(fleet, request.model.sha256);
        if (!offer && offer.error().code == errors::PoolModel) {
            const QString name = request.model.name.isEmpty() ? request.model.sha256 : request.model.name;
            return failure(errors::PoolModel, {{u"name"_s, name}});
        }
        if (!offer)
            return failure(offer.error());
        auto spec = pool::specFor(request, *offer, nowMs, rng);
        if (!spec)
            return failure(spec.error());
        specs.append(std::move(*spec));
    }
    return specs;
}

} // namespace ain::app
