-- The web chat finds an incident's channel, and the channels that are nobody's, without reading those of all past incidents.
create index web_channels_by_incident on web_channels (incident);
