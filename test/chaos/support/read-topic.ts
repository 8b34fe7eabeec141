import type { Kafka } from "kafkajs";

/** The values of a topic, a partition after the other, as the broker has them. */
export async function readTopic(kafka: Kafka, topic: string): Promise<readonly Buffer[]> {
  const admin = kafka.admin();
  await admin.connect();
  const ends = new Map<number, number>();
  for (const { partition, high } of await admin.fetchTopicOffsets(topic)) {
    if (Number(high) > 0) ends.set(partition, Number(high));
  }
  await admin.disconnect();
  const values = new Map<number, Buffer[]>(Array.from(ends.keys(), (partition) => [partition, []]));
  const consumer = kafka.consumer({ groupId: `truth-${topic}` });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    consumer
      .run({
        autoCommit: false,
        eachBatch: async ({ batch }) => {
          for (const { value } of batch.messages)
            if (value !== null) values.get(batch.partition)?.push(value);
          if (Number(batch.lastOffset()) + 1 >= (ends.get(batch.partition) ?? 0))
            ends.delete(batch.partition);
          if (ends.size === 0) resolve();
        },
      })
      .catch(reject);
  });
  await consumer.disconnect();
  return [...values.values()].flat();
}
